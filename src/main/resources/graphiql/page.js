/**
 * GraphiQL with whoever is logged in at the console of this tab; else with one of the demo's users, or with a token that is pasted here.
 * From the console it comes with #document, the name of a published one, and variables, as JSON: what stands behind # is not sent to the hub.
 */
const element = id => document.getElementById(id);
const examples = [
  `# Ordens abertas, com o que está a caminho do ERP / open orders, with what is on its way to the ERP
query OpenOrders {
  productionOrders(
    first: 20
    where: { status: { in: [RELEASED, IN_PROGRESS] } }
    orderBy: [{ plannedEnd: ASC }]
  ) {
    totalCount
    nodes {
      number company status quantity unit plannedEnd
      goodInErp goodPending
      item { code description }
      steps { sequence operation status phase { code name } }
    }
    pageInfo { hasNextPage endCursor }
    freshness { source company asOf stale }
  }
}`,
  `# Últimos apontamentos e onde foram vistos / latest postings and where they were seen
query LatestPostings {
  postings(first: 20) {
    nodes {
      postedOn good scrap scrapReasons { reason quantity }
      origin state inErp
      order { number item { code } }
      step { sequence phase { name } }
      sightings { source key how lastSeenAt }
    }
  }
}`,
  `# Ordens que mudam, ao vivo / orders as they change, live
subscription Live {
  productionOrderChanged {
    number company status goodInErp goodPending
  }
}`];
const wanted = new URLSearchParams(location.hash.slice(1));
let token = '';
let ready = {};

// Nothing is kept in the browser but by the console: closing the page logs out.
const headers = () => token ? { Authorization: `Bearer ${token}` } : {};
const socket = location.origin.replace(/^http/, 'ws') + '/graphql';
const client = graphqlWs.createClient({ url: socket, connectionParams: headers, retryAttempts: 3 });

function show() {
  const fetcher = GraphiQL.createFetcher({ url: '/graphql', headers: headers(), wsClient: client });
  root.render(React.createElement(GraphiQL, {
    key: token,
    fetcher,
    defaultTabs: examples.map(query => ({ query })),
    shouldPersistHeaders: false,
    ...ready,
  }));
}

function enter(newToken, name) {
  token = newToken;
  element('status').textContent = token ? `${name}: conectado / logged in` : 'sem acesso / not logged in';
  client.terminate();
  show();
}

async function json(address, options) {
  const answer = await fetch(address, options);
  if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
  return answer.json();
}

async function demoToken(name) {
  const answer = await json('/oauth2/token', {
    method: 'POST',
    headers: { Authorization: 'Basic ' + btoa(`${name}:demo`), 'Content-Type': 'application/x-www-form-urlencoded' },
    body: 'grant_type=client_credentials',
  });
  return answer.access_token;
}

function failed(failure) {
  element('status').textContent = `não foi possível entrar / cannot log in: ${failure.message}`;
}

async function logIn() {
  const demo = !element('user-field').hidden;
  const name = demo ? element('user').value : 'token';
  await Promise.resolve(demo ? demoToken(name) : element('token').value.trim())
    .then(newToken => enter(newToken, name), failed);
}

async function offerLogin() {
  const users = await json('/demo/users.json').catch(() => []);
  for (const user of users) element('user').append(new Option(user.name, user.name));
  element('user-field').hidden = users.length === 0;
  element('token-field').hidden = users.length > 0;
  element('enter').hidden = false;
  element('enter').addEventListener('click', logIn);
  element('user').addEventListener('change', logIn);
  show();
  if (users.length > 0) await logIn();
}

/** With the login of the console, to which there is a way back. */
async function continueLogin(access) {
  const name = wanted.get('document');
  if (name) {
    const documents = await json('/graphql/documents', { headers: { Authorization: `Bearer ${access}` } });
    ready = { query: documents.find(published => published.name === name)?.document, variables: wanted.get('variables') };
    element('back').href += `/${encodeURIComponent(name)}`;
  }
  element('back').hidden = false;
  enter(access, 'console');
}

const root = ReactDOM.createRoot(element('page'));
const login = JSON.parse(sessionStorage.getItem('esteira.tokens'));
if (login) {
  continueLogin(login.access).catch(failed);
} else {
  offerLogin();
}
