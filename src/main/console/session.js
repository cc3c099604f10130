import { text } from './language.js';

/** Login by OIDC authorization code with PKCE. The tokens live in this tab: closing it forgets them. */
const TOKENS = 'esteira.tokens';
/** What the hub said of the person of that login. */
export const ME = 'esteira.me';
const LOGIN = 'esteira.login';
const RETURNED = 'esteira.returned';
/** Of all tabs: the login that the issuer has not been told to end, since there was no network. */
const LEFT = 'esteira.left';
/** Where the person was who logs in once the issuer has ended the login before. */
const AGAIN = 'esteira.again';
const HOME = '/console/';
/** In ms. */
const RENEW_BEFORE = 30_000;
const RETURN_AGAIN = 300_000;

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

/**
 * Leaves the page for the issuer, which sends the person back to where they wanted to go.
 *
 * @param silently without asking the person anything: whom the issuer has forgotten comes back as they went
 */
export async function logIn({ silently = false } = {}) {
  if (localStorage.getItem(LEFT)) {
    write(AGAIN, location.pathname + location.search);
    await leaveIssuer();
    return;
  }
  const { clientId, scope, endpoints } = await provider();
  const own = new URL(endpoints.authorization_endpoint);
  if (own.hostname === 'localhost' && location.hostname !== own.hostname) {
    // The demo's issuer knows one name of this machine.
    location.replace(own.origin + location.pathname + location.search);
    return;
  }
  const state = random();
  const verifier = random();
  write(LOGIN, { state, verifier, silently, goal: location.pathname + location.search });
  location.assign(`${endpoints.authorization_endpoint}?${new URLSearchParams({
    response_type: 'code',
    client_id: clientId,
    redirect_uri: location.origin + HOME,
    scope,
    state,
    code_challenge: await sha256(verifier),
    code_challenge_method: 'S256',
    ...silently && { prompt: 'none' },
  })}`);
}

/** Whether to try a silent login: not again and again where the issuer does not know the person any more. */
export function mayReturnByItself() {
  const before = read(RETURNED) ?? 0;
  if (Date.now() - before < RETURN_AGAIN) {
    return false;
  }
  write(RETURNED, Date.now());
  return true;
}

/**
 * Takes what the issuer sends back by the address, once.
 *
 * @returns whether somebody has logged in now
 * @throws Error when the issuer refused, or when this tab has not asked for it
 */
export async function comeBack() {
  const goal = read(AGAIN);
  if (goal) {
    sessionStorage.removeItem(AGAIN);
    history.replaceState(null, '', goal);
    await logIn();
    return false;
  }
  const answer = new URLSearchParams(location.search);
  if (location.pathname !== HOME || !answer.has('state')) {
    return false;
  }
  const login = read(LOGIN);
  sessionStorage.removeItem(LOGIN);
  history.replaceState(null, '', login?.goal ?? HOME);
  if (login?.state !== answer.get('state')) {
    throw new Error(text('notAsked'));
  }
  if (answer.has('code')) {
    await take({ grant_type: 'authorization_code', redirect_uri: location.origin + HOME, code: answer.get('code'), code_verifier: login.verifier });
    return true;
  }
  if (!login.silently) {
    throw new Error(answer.get('error_description') ?? answer.get('error'));
  }
  return false;
}

async function take(grant) {
  const { clientId, endpoints } = await provider();
  const tokens = await json(endpoints.token_endpoint, { method: 'POST', body: new URLSearchParams({ ...grant, client_id: clientId }) });
  if (grant.code) {
    // It may be somebody else now.
    sessionStorage.removeItem(ME);
  } else if (!token()) {
    // They have logged out meanwhile.
    return;
  }
  write(TOKENS, {
    access: tokens.access_token,
    id: tokens.id_token ?? read(TOKENS)?.id,
    refresh: tokens.refresh_token,
    until: Date.now() + (tokens.expires_in ?? 300) * 1000,
  });
}

export const token = () => read(TOKENS)?.access;

let renewal;

/** A token that is good for some time yet, where the issuer gives another one without asking the person; else the one there is. */
export async function freshToken() {
  const { refresh, until } = read(TOKENS) ?? {};
  if (refresh && until - Date.now() < RENEW_BEFORE) {
    renewal ??= take({ grant_type: 'refresh_token', refresh_token: refresh }).catch(() => {}).finally(() => renewal = undefined);
    await renewal;
  }
  return token();
}

/** What the issuer says of the person. */
function claims(id) {
  const bytes = atob(id.split('.')[1].replaceAll('-', '+').replaceAll('_', '/'));
  return JSON.parse(new TextDecoder().decode(Uint8Array.from(bytes, letter => letter.charCodeAt(0))));
}

/** What the issuer calls the person. */
export function person() {
  const { name, preferred_username: user, sub } = claims(read(TOKENS).id);
  return name ?? user ?? sub;
}

/** Ends the session here and at the issuer; without network, there before somebody logs in again: who comes next is somebody else. */
export async function logOut() {
  if (!token()) {
    // They are leaving already.
    return;
  }
  localStorage.setItem(LEFT, read(TOKENS).id);
  sessionStorage.clear();
  await leaveIssuer().catch(() => location.assign(HOME));
}

async function leaveIssuer() {
  const { clientId, endpoints } = await provider();
  const id = localStorage.getItem(LEFT);
  localStorage.removeItem(LEFT);
  location.assign(endpoints.end_session_endpoint
    ? `${endpoints.end_session_endpoint}?${new URLSearchParams({
      client_id: clientId, id_token_hint: id, post_logout_redirect_uri: location.origin + HOME })}`
    : HOME);
}

/** Who leaves in one tab leaves in all of them. */
addEventListener('storage', ({ key, newValue }) => {
  if (key === LEFT && newValue && token() && claims(newValue).sub === claims(read(TOKENS).id).sub) {
    sessionStorage.clear();
    location.assign(HOME);
  }
});
