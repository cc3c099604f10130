/** Has the browser keep the page, where it can. */
const WORKER = '/console/sw.js';

const trusted = globalThis.trustedTypes?.createPolicy('esteira-worker', { createScriptURL: () => WORKER });

/** @returns whether the page will open without network */
export async function keepPage() {
  try {
    await navigator.serviceWorker.register(trusted?.createScriptURL('') ?? WORKER, { scope: '/console' });
    return true;
  } catch {
    return false;
  }
}
