/** Login by OIDC authorization code with PKCE. The tokens live in this tab: closing it forgets them. */
const TOKENS = 'esteira.tokens';
const LOGIN = 'esteira.login';
const HOME = '/console/';

const read = key => JSON.parse(sessionStorage.getItem(key));
const write = (key, value) => sessionStorage.setItem(key, JSON.stringify(value));

const base64url = bytes => btoa(String.fromCharCode(...bytes)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
const random = () => base64url(crypto.getRandomValues(new Uint8Array(32)));
const sha256 = async words => base64url(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(words))));

async function json(address, options) {
  const answer = await fetch(address, options);
  if (!answer.ok) {
    throw new Error(`${address}: HTTP ${answer.status}`);
  }
  return answer.json();
}

/** What the hub says of the login, and what the issuer says of itself; an issuer within the hub has the hub's address. */
async function provider() {
  const settings = await json('/console/settings.json');
  const issuer = (settings.issuer ?? location.origin).replace(/\/$/, '');
  const endpoints = await json(`${issuer}/.well-known/openid-configuration`);
  return { ...settings, endpoints };
}

/** Leaves the page for the issuer, which sends the person back to where they wanted to go. */
export async function logIn() {
  const { clientId, scope, endpoints } = await provider();
  const own = new URL(endpoints.authorization_endpoint);
  if (own.hostname === 'localhost' && location.hostname !== own.hostname) {
    // The demo's issuer knows one name of this machine.
    location.replace(own.origin + location.pathname + location.search);
    return;
  }
  const state = random();
  const verifier = random();
  write(LOGIN, { state, verifier, goal: location.pathname + location.search });
  location.assign(`${endpoints.authorization_endpoint}?${new URLSearchParams({
    response_type: 'code',
    client_id: clientId,
    redirect_uri: location.origin + HOME,
    scope,
    state,
    code_challenge: await sha256(verifier),
    code_challenge_method: 'S256',
  })}`);
}

/**
 * Takes what the issuer sends back by the address, once.
 *
 * @throws Error when the issuer refused, or when this tab has not asked for it
 */
export async function comeBack() {
  const answer = new URLSearchParams(location.search);
  if (location.pathname !== HOME || !answer.has('state')) {
    return;
  }
  const login = read(LOGIN);
  sessionStorage.removeItem(LOGIN);
  history.replaceState(null, '', login?.goal ?? HOME);
  if (login?.state !== answer.get('state')) {
    throw new Error('state');
  }
  if (!answer.has('code')) {
    throw new Error(answer.get('error_description') ?? answer.get('error'));
  }
  const { clientId, endpoints } = await provider();
  const tokens = await json(endpoints.token_endpoint, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      client_id: clientId,
      redirect_uri: location.origin + HOME,
      code: answer.get('code'),
      code_verifier: login.verifier,
    }),
  });
  write(TOKENS, { access: tokens.access_token, id: tokens.id_token });
}

export const token = () => read(TOKENS)?.access;

export const forget = () => sessionStorage.removeItem(TOKENS);

/** What the issuer calls the person. */
export function person() {
  const bytes = atob(read(TOKENS).id.split('.')[1].replaceAll('-', '+').replaceAll('_', '/'));
  const claims = JSON.parse(new TextDecoder().decode(Uint8Array.from(bytes, letter => letter.charCodeAt(0))));
  return claims.name ?? claims.preferred_username ?? claims.sub;
}

/** Ends the session here and at the issuer. */
export async function logOut() {
  const { id } = read(TOKENS);
  forget();
  const { clientId, endpoints } = await provider();
  location.assign(endpoints.end_session_endpoint
    ? `${endpoints.end_session_endpoint}?${new URLSearchParams({
      client_id: clientId, id_token_hint: id, post_logout_redirect_uri: location.origin + HOME })}`
    : HOME);
}
