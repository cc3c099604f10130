/** The address is the state: a link leads to everything that is on screen. */
const ROOT = '/console/';
/** Servers refuse these within a path, however they are encoded; a tilde and their code stand for them. */
const REFUSED = /[~/\\;%]/g;
const REPLACED = /~([0-9a-f]{2})/g;

const written = part => encodeURIComponent(String(part).replace(REFUSED, sign => `~${sign.charCodeAt().toString(16)}`));

/** What nobody has written so stays as it is. */
function read(part) {
  try {
    return decodeURIComponent(part).replace(REPLACED, (_, code) => String.fromCharCode(Number.parseInt(code, 16)));
  } catch {
    return part;
  }
}

/** @returns path parts and the query of an address of the console, such as orders, ABC and status=RELEASED */
export function route() {
  const parts = location.pathname.slice(ROOT.length).split('/').filter(part => part).map(read);
  return { parts, query: new URLSearchParams(location.search) };
}

/** @param query values of its parameters; those without a value are left out */
export function link(parts, query = {}) {
  const given = Object.entries(query).filter(([, value]) => value);
  return ROOT + parts.map(written).join('/') + (given.length ? `?${new URLSearchParams(given)}` : '');
}

export function go(address) {
  history.pushState(null, '', address);
  window.dispatchEvent(new Event('popstate'));
}

/** The same without a step back to the address of before. */
export function replace(address) {
  history.replaceState(null, '', address);
  window.dispatchEvent(new Event('popstate'));
}

/** Notes in the address what a person sees, so that coming back or a link shows it again; nothing else follows from it. */
export function rewrite(changes) {
  const { parts, query } = route();
  const address = link(parts, { ...Object.fromEntries(query), ...changes });
  if (address !== location.pathname + location.search) {
    history.replaceState(history.state, '', address);
  }
}

function leadsHere(event, anchor) {
  return anchor && anchor.origin === location.origin && anchor.pathname.startsWith(ROOT) && !anchor.target
    && event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
}

/** Calls whenever the address changes, by a link of the page or by the browser. */
export function follow(changed) {
  window.addEventListener('popstate', changed);
  document.addEventListener('click', event => {
    const anchor = event.target.closest('a[href]');
    if (!event.defaultPrevented && leadsHere(event, anchor)) {
      event.preventDefault();
      go(anchor.href);
    }
  });
}
