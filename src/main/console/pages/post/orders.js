/** Orders that can be posted on: asked of the contract, or of the copy that this device keeps for when there is no network. */
import { ask } from '../../graphql.js';
import { OPEN } from '../orders/open.js';
import { refusedOf } from '../orders/refused.js';
import { minus, sum } from './decimal.js';
import { FIND, KEEP, REASONS } from './documents.js';
import { allOf, of, transact } from './store.js';

const FOUND = 8;
const KEPT = 200;
const SEEN = 50;
const AWAY = ['OFFLINE', 'UNAUTHENTICATED'];
/** In ms: a line that is slower than this is taken for none. */
const PATIENCE = 10_000;
const POSTABLE = { status: { in: OPEN }, postingBlocked: { eq: false } };

const byNumber = (one, other) => one.number.localeCompare(other.number);
const has = words => ({ number }) => number.toLowerCase().includes(words.toLowerCase());

/**
 * Asks the contract, and this device where the hub does not answer, or not without a new login.
 *
 * @returns the orders, whether they are this device's copy, and whether that is for want of a login
 */
async function find(person, where, holds) {
  try {
    const { productionOrders } = await ask(FIND, { where, first: FOUND }, PATIENCE);
    return { orders: productionOrders.nodes, copied: false };
  } catch (failure) {
    const orders = (await allOf('orders', person)).map(({ order }) => order).filter(holds).sort(byNumber).slice(0, FOUND);
    if (failure.code === 'FORBIDDEN' || !orders.length && !AWAY.includes(failure.code)) {
      throw failure;
    }
    return { orders, copied: true, ended: failure.code === 'UNAUTHENTICATED' };
  }
}

/** Open orders whose number has these words in it. */
export const searchOrders = (person, words) => find(person, { and: [POSTABLE, { number: { contains: words } }] }, has(words));

/** Orders of exactly this number, whatever their state: each company may have one. */
export const ordersOf = (person, number, company) => find(person,
  { number: { eq: number }, ...company && { company: { eq: company } } },
  order => order.number === number && (!company || order.company === company));

/** Orders that this person chose here, the last one first. */
export async function seenOrders(person) {
  const kept = await allOf('orders', person);
  return kept.filter(({ seenAt }) => seenAt).sort((one, other) => other.seenAt.localeCompare(one.seenAt)).map(({ order }) => order);
}

export const remember = (person, order) => transact('orders', 'readwrite', store => {
  store.put({ person, id: order.id, order, seenAt: new Date().toISOString() });
});

/** Makes the copy anew: what was chosen here, and what is due first. What is chosen meanwhile stays. */
export async function copyOrders(person) {
  const began = new Date().toISOString();
  const seen = (await seenOrders(person)).slice(0, SEEN).map(({ id }) => id);
  const answer = await ask(KEEP, { seen: { and: [POSTABLE, { id: { in: seen } }] }, open: POSTABLE, first: KEPT });
  const orders = new Map([...answer.seen.nodes, ...answer.open.nodes].map(order => [order.id, order]));
  await transact('orders', 'readwrite', store => {
    store.index('person').getAll(of(person)).onsuccess = ({ target }) => {
      const known = new Map(target.result.map(kept => [kept.id, kept.seenAt]));
      known.forEach((seenAt, id) => orders.has(id) || seenAt > began || store.delete([person, id]));
      orders.forEach((order, id) => store.put({ person, id, order, seenAt: known.get(id) ?? null }));
    };
  });
}

export const forgetOrders = person => transact('orders', 'readwrite', store => {
  store.index('person').getAllKeys(of(person)).onsuccess = ({ target }) => target.result.forEach(key => store.delete(key));
});

/** Reasons for scrap that were given in this company lately. */
export async function knownReasons(company) {
  const { postings } = await ask(REASONS, { where: { company: { eq: company }, scrap: { gt: '0' } } });
  return [...new Set(postings.nodes.flatMap(({ scrapReasons }) => scrapReasons.map(({ reason }) => reason)))].sort();
}

/** What the hub counts of a step, and what is queued here. */
const countedAt = (step, queued) => sum(step.goodInErp, step.goodPending, step.scrapInErp, step.scrapPending, ...queued);

export const refusedAt = (order, step) => refusedOf(order, step, 'good', 'scrap');

/** What is made of a step: in the ERP, on its way there, and queued here. */
export const madeAt = (order, step, queued) => minus(countedAt(step, queued), refusedAt(order, step));

/** @returns what is left of a step, less than nothing where more was made; null while the order's quantity is not known */
export const leftAt = (order, step, queued) => order.quantity === null ? null : minus(order.quantity, countedAt(step, queued));

/** Whether work may be posted on the step. */
export const isOpen = ({ status }) => status !== 'COMPLETED';

/** The first step that is not done yet; undefined where all are. */
export const nextStep = ({ steps }) => steps.find(isOpen);
