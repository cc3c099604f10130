/** Keeps the page and its files, so that it opens without network. It keeps no answers of the hub, and sees no tokens. */
const PAGE = '/console/';
const FILES = '/console/assets/';
const KEPT = 'esteira-console';
/** In ms: a line that is slower than this is taken for none. */
const PATIENCE = 5_000;

const filesOf = async page => [...new Set((await page.clone().text()).match(/\/console\/assets\/[^"]+/g))];

/**
 * Keeps a page together with the files that it names, and those of the version before it, which other tabs may still show and the hub's
 * other instances still be. At no moment is a page kept without its files.
 */
async function keep(page) {
  const cache = await caches.open(KEPT);
  const needed = await filesOf(page);
  if (!needed.length) {
    throw new Error('Something on the way has answered instead of the hub.');
  }
  const before = await cache.match(PAGE);
  const formerly = before ? await filesOf(before) : [];
  for (const file of needed) {
    if (!await cache.match(file)) {
      await cache.add(file);
    }
  }
  await cache.put(PAGE, page);
  if (needed.some(file => !formerly.includes(file))) {
    const addresses = [PAGE, ...needed, ...formerly].map(address => new URL(address, location.origin).href);
    await Promise.all((await cache.keys()).filter(({ url }) => !addresses.includes(url)).map(request => cache.delete(request)));
  }
}

/** One at a time, also where workers of two versions are at it. */
const keepAlone = page => navigator.locks.request(KEPT, () => keep(page));

/** Every address of the console is the same page; made anew, it has the address that was asked for. */
async function ask() {
  const answer = await fetch(PAGE, { cache: 'no-cache', signal: AbortSignal.timeout(PATIENCE) });
  if (!answer.ok) {
    throw new Error(`HTTP ${answer.status}`);
  }
  return new Response(await answer.text(), { headers: answer.headers });
}

async function page(event) {
  try {
    const newest = await ask();
    event.waitUntil(keepAlone(newest.clone()).catch(() => {}));
    return newest;
  } catch {
    return await caches.match(PAGE) ?? fetch(event.request);
  }
}

const file = async request => await caches.match(request.url) ?? fetch(request);

self.addEventListener('install', event => event.waitUntil(ask().then(keepAlone).then(() => self.skipWaiting())));
self.addEventListener('activate', event => event.waitUntil(self.clients.claim()));
self.addEventListener('fetch', event => {
  const { origin, pathname } = new URL(event.request.url);
  if (event.request.mode === 'navigate') {
    event.respondWith(page(event));
  } else if (origin === location.origin && pathname.startsWith(FILES)) {
    event.respondWith(file(event.request));
  }
});
