/** Orders of a phase, which of them are late, and why leaders said so. */
import { html } from 'lit';
import { confirmed, tell } from '../../dialog.js';
import { ask } from '../../graphql.js';
import { day, inWords, quantity } from '../../language.js';
import { hasAny } from '../../me.js';
import { nothingHere } from '../../parts.js';
import { link } from '../../router.js';
import { dayAt, daysSince, today } from '../../zone.js';
import { column, figure, figures } from './figures.js';
import { text } from './texts.js';

/** Numbers that one question names. */
const TOGETHER = 500;

const STAYS = `query Stays($company: String!, $phase: String) {
  phaseStays(company: $company, phase: $phase) { number category pieces enteredAt goal attentionDays flag }
}`;

const COUNTED = 'query Counted($company: String!) { phaseStays(company: $company) { number phase flag } }';

const KNOWN = `query Known($company: String!, $numbers: [String!]) {
  productionOrders(where: { company: { eq: $company }, number: { in: $numbers } }, first: 500) {
    nodes { id number plannedEnd item { code description } }
  }
}`;

const OVERDUE = `query Overdue($company: String!, $today: Date!, $after: String) {
  productionOrders(where: { company: { eq: $company }, status: { in: [RELEASED, IN_PROGRESS, SUSPENDED] }, plannedEnd: { lt: $today } },
      first: 500, after: $after) {
    nodes { number }
    pageInfo { hasNextPage endCursor }
  }
}`;

const REASONS = `query Reasons($company: String!, $phase: String!, $numbers: [String!]) {
  delayJustifications(where: { company: { eq: $company }, phase: { code: { eq: $phase } }, order: { number: { in: $numbers } } },
      first: 500, orderBy: [{ createdAt: DESC }]) {
    nodes { reason createdAt order { number } }
  }
}`;

const JUSTIFY = `mutation Justify($input: JustifyDelayInput!) {
  justifyDelay(input: $input) {
    ... on DelayPayload { justification { reason } }
    ... on PlanningRefused { message messagePt }
  }
}`;

const isOver = plannedEnd => Boolean(plannedEnd) && plannedEnd < today();
const isLong = stay => stay.flag === 'LATE';
const isLate = stay => isLong(stay) || isOver(stay.plannedEnd);

/** What the hub knows of orders beside their phase, by their numbers. */
export async function known(company, numbers) {
  const found = new Map();
  for (let from = 0; from < numbers.length; from += TOGETHER) {
    const { productionOrders } = await ask(KNOWN, { company, numbers: numbers.slice(from, from + TOGETHER) });
    productionOrders.nodes.forEach(order => found.set(order.number, order));
  }
  return found;
}

/** Orders that stand at a phase, with when they are due; those that have stood longest come first. */
async function staying(company, phase) {
  const { phaseStays } = await ask(STAYS, { company, phase });
  const orders = await known(company, phaseStays.map(({ number }) => number));
  return phaseStays.map(stay => ({ ...stay, ...orders.get(stay.number), ...stayOf(stay.enteredAt, company) }));
}

/** Its first day and how many days ago that was, by the plant's calendar, as people count who read the day. */
const stayOf = (enteredAt, company) => enteredAt === null ? {} : { since: dayAt(enteredAt, company), days: daysSince(enteredAt, company) };

/** Orders wherever they stand, each with its id and whether it is late there. */
export async function withLateness(company, orders) {
  const [{ phaseStays }, found] = await Promise.all([ask(COUNTED, { company }), known(company, orders.map(({ number }) => number))]);
  const long = new Set(phaseStays.filter(isLong).map(({ number }) => number));
  return orders.map(order => {
    const { id, plannedEnd } = found.get(order.number) ?? {};
    return { ...order, id, late: long.has(order.number) || isOver(plannedEnd) };
  });
}

async function overdue(company) {
  const numbers = new Set();
  for (let after, more = true; more;) {
    const { productionOrders: { nodes, pageInfo } } = await ask(OVERDUE, { company, today: today(company), after });
    nodes.forEach(({ number }) => numbers.add(number));
    ({ hasNextPage: more, endCursor: after } = pageInfo);
  }
  return numbers;
}

/** @returns how many late orders stand at each phase, by its code */
export async function countLate(company) {
  const [{ phaseStays }, due] = await Promise.all([ask(COUNTED, { company }), overdue(company)]);
  const counts = new Map();
  phaseStays.filter(stay => isLong(stay) || due.has(stay.number))
    .forEach(({ phase }) => counts.set(phase, (counts.get(phase) ?? 0) + 1));
  return counts;
}

/** Late orders of a phase with what was said of them last. */
export async function lateAt(company, phase) {
  const stays = await staying(company, phase);
  const late = stays.filter(isLate);
  const said = new Map();
  for (let from = 0; from < late.length; from += TOGETHER) {
    const numbers = late.slice(from, from + TOGETHER).map(({ number }) => number);
    const { delayJustifications } = await ask(REASONS, { company, phase, numbers });
    delayJustifications.nodes.filter(({ order }) => !said.has(order.number)).forEach(each => said.set(each.order.number, each.reason));
  }
  return { standing: stays.length, goals: goals(stays), late: late.map(stay => ({ ...stay, reason: said.get(stay.number) })) };
}

/** The limits beyond which the orders count as late, without those that repeat. */
const goals = stays => [...new Set(stays.map(({ goal, attentionDays }) => attentionDays ?? goal).filter(limit => limit !== null))]
  .sort((a, b) => a - b);

/** Where an order's page is; where the hub does not know it by its number, the list that looks for it. */
export const orderLink = (number, id) => html`<a href=${id ? link(['orders', id]) : link(['orders'], { search: number })}>${number}</a>`;

export const mayJustify = () => hasAny(['leader', 'planner']);

/** Asks why an order is late at a phase, keeps what is said, and has the page ask again. */
export async function justify({ company, order, phase, reason = '' }, done) {
  const said = { reason };
  const yes = await confirmed({
    question: text('justifyOrder', { order, phase }),
    detail: html`<label class="reason">${text('whyLate')}
      <textarea rows="4" maxlength="1000" required .value=${reason} @input=${event => said.reason = event.target.value}></textarea></label>
      <p class="source">${text('justifyStays')}</p>`,
    action: text('keepReason'),
  });
  if (!yes) {
    return;
  }
  try {
    const { justifyDelay: answer } =
      await ask(JUSTIFY, { input: { company, order, phase, reason: said.reason } });
    tell(answer.justification ? text('justified', { order }) : inWords(answer));
    done();
  } catch ({ message }) {
    tell(text('failed', { message }));
  }
}

/** The limit counts hours: what has gone beyond it today stands there for no more days than it says. */
const standing = (days, limit) => text(days > limit ? 'tooLong' : 'justTooLong', { days: quantity(days), goal: quantity(limit) });

/** Why an order counts as late, in words. */
function why({ days, goal, attentionDays, plannedEnd, flag }) {
  return html`${flag === 'LATE' ? html`<span class="late">${standing(days, attentionDays ?? goal)}</span><br>` : ''}
    ${isOver(plannedEnd) ? html`<span class="late">${text('dueGone', { day: day(plannedEnd) })}</span>` : ''}`;
}

/** Beyond how many days, in words. */
function limit(limits) {
  const [least, most] = [limits[0], limits.at(-1)].map(quantity);
  return least === most ? text(limits.length ? 'lateLimit' : 'noLimit', { days: least }) : text('lateLimits', { least, most });
}

/** What is told of late orders. */
export const lateColumns = ({ company, phase, done }) => [
  column('order', { value: ({ number }) => number, show: ({ number, id }) => orderLink(number, id) }),
  column('item', { value: ({ item }) => item?.code, hidden: true }),
  column('category', { hidden: true }),
  { label: text('itemOrCategory'), show: ({ item, category }) => html`${item?.description ?? item?.code ?? ''}<br><span class="source">${category}</span>` },
  figure('pieces'),
  column('since', { show: ({ since }) => day(since) || text('unknownDay') }),
  figure('daysThere', { value: ({ days }) => days, hidden: true }),
  figure('goal', { hidden: true }),
  column('due', { value: ({ plannedEnd }) => plannedEnd, hidden: true }),
  { label: text('whyItIsLate'), show: why },
  column('saidReason', { value: ({ reason }) => reason, show: ({ number, reason }) => html`${reason ?? text('nothingSaid')}
    ${mayJustify() ? html`<br><button @click=${() => justify({ company, order: number, phase, reason }, done)}
      aria-label=${text('justifyOrder', { order: number, phase })}>${text(reason ? 'justifyAgain' : 'justify')}</button>` : ''}` }),
];

/** The late orders of a phase, and what late means. */
export const lateList = ({ late, standing, goals: limits }, columns) => html`<p class="state">${text('lateMeans')} ${text('lateOfAll')}
    ${limit(limits)}</p>
  <p role="status"><strong>${text('lateFound', { late: quantity(late.length), standing: quantity(standing) })}</strong></p>
  ${late.length ? figures({ caption: text('lateOrders'), columns, rows: late }) : nothingHere(text('noneLate'))}`;
