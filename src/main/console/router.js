/** The address is the state: a link leads to everything that is on screen. */
const ROOT = '/console/';

/** @returns path parts and the query of an address of the console, such as orders, ABC and status=RELEASED */
export function route() {
  const parts = location.pathname.slice(ROOT.length).split('/').filter(part => part).map(decodeURIComponent);
  return { parts, query: new URLSearchParams(location.search) };
}

/** @param query values of its parameters; those without a value are left out */
export function link(parts, query = {}) {
  const given = Object.entries(query).filter(([, value]) => value);
  return ROOT + parts.map(encodeURIComponent).join('/') + (given.length ? `?${new URLSearchParams(given)}` : '');
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
    if (leadsHere(event, anchor)) {
      event.preventDefault();
      go(anchor.href);
    }
  });
}
