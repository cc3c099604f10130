/** Has the browser keep the page, where it can. */
const WORKER = '/console/sw.js';

const trusted = globalThis.trustedTypes?.createPolicy('esteira-worker', { createScriptURL: () => WORKER });

export function keepPage() {
  navigator.serviceWorker?.register(trusted?.createScriptURL('') ?? WORKER, { scope: '/console' }).catch(() => {});
}
