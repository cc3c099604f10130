/**
 * Postings on their way to the hub, as src/docs/offline.md says: written here before they count as done, sent in their order, and never
 * changed. What is mended or taken back is a further entry. Each belongs to the person who was logged in, and is sent as that person alone.
 */
import { newKey } from './identity.js';
import { allOf, transact } from './store.js';

const CHANGED = 'esteira.queue';
const FINISHED = ['DELIVERED', 'CANCELLED', 'CLOSED_BY_HAND'];

const tabs = new BroadcastChannel(CHANGED);
const here = new EventTarget();
tabs.onmessage = () => here.dispatchEvent(new Event(CHANGED));

function tell() {
  here.dispatchEvent(new Event(CHANGED));
  tabs.postMessage(CHANGED);
}

/** Calls when the queue has changed, in this tab or in another. @returns what ends it */
export function followQueue(changed) {
  here.addEventListener(CHANGED, changed);
  return () => here.removeEventListener(CHANGED, changed);
}

/** One tab at a time sends, or takes back, what a person has queued. */
export const alone = (person, work) => navigator.locks.request(`esteira.queue ${person}`, work);

export const entries = person => allOf('queue', person);

/** What is still to be sent, the oldest first. */
export const waiting = async person => (await entries(person)).filter(({ state }) => state === 'WAITING');

/** @returns how many postings of others wait on this device for them to log in */
export async function ofOthers(person) {
  const all = await transact('queue', 'readonly', store => store.getAll());
  return all.filter(entry => entry.person !== person && entry.state === 'WAITING').length;
}

async function change(work) {
  const result = await transact('queue', 'readwrite', work);
  tell();
  return result;
}

const entry = (person, operation, shown) => ({ person, operation, shown, at: new Date().toISOString(), state: 'WAITING', tried: false });

/**
 * Takes a posting into the queue: once this returns, it is on disk.
 *
 * @param input as the contract takes it, without key
 * @param shown what the person sees of it
 * @param instead of which refused entry it comes
 */
export function queuePosting(person, input, shown, instead) {
  return change(store => {
    if (instead) {
      store.delete(instead.place);
    }
    return store.add(entry(person, { postProduction: { ...input, idempotencyKey: newKey() } }, shown));
  });
}

/** Takes a posting back, whether the hub has it yet or not. */
export function queueReversal({ person, operation, shown }, reason) {
  const { id } = operation.postProduction ?? operation.reversePosting;
  return change(store => store.add(entry(person, { reversePosting: { id, reason, idempotencyKey: newKey() } }, shown)));
}

/** The same once more under another key, in its new place. */
export function queueAgain({ place, person, operation, shown }) {
  const [[kind, input]] = Object.entries(operation);
  return change(store => {
    store.delete(place);
    return store.add(entry(person, { [kind]: { ...input, idempotencyKey: newKey() } }, shown));
  });
}

/** @returns whether it is off the queue: what may have been sent is not */
export const withdraw = ({ person, place }) => alone(person, async () => {
  const now = await transact('queue', 'readonly', store => store.get(place));
  if (now?.tried) {
    return false;
  }
  await discard({ place });
  return true;
});

export const discard = ({ place }) => change(store => { store.delete(place); });

/** Puts entries as they are now; entries that are gone stay away. */
export function keep(...changed) {
  return change(store => {
    for (const one of changed) {
      store.get(one.place).onsuccess = ({ target }) => target.result && store.put(one);
    }
  });
}

/** The way to the ERP has come to its end. */
export const isFinished = ({ state, posting }) => state === 'DONE'
  && posting.deliveries.length > 0 && posting.deliveries.every(delivery => FINISHED.includes(delivery.state));

/** Forgets what the hub has: of a person who leaves, or what was queued before this moment. */
export async function forgetDone(person, before = null) {
  const done = (await entries(person)).filter(({ state, at }) => state === 'DONE' && (before === null || at < before));
  if (done.length) {
    await change(store => done.forEach(({ place }) => store.delete(place)));
  }
}

/** @throws DOMException where this browser keeps nothing, such as in a private window or on a full disk */
export const canKeep = () => transact('queue', 'readwrite', store => {
  store.add({ person: null, state: 'TRIAL' }).onsuccess = ({ target }) => store.delete(target.result);
});
