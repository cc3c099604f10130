/** What a person decides about a delivery. */
import { html } from 'lit';
import { confirmed } from '../../dialog.js';
import { quantity } from '../../language.js';
import { facts } from '../../parts.js';
import { text } from './texts.js';

const ANSWER = '{ ... on PostingRefused { message messagePt }';
const RESEND = `mutation Resend($id: ID!, $correction: DeliveryCorrection, $reason: String) {
  resendDelivery(id: $id, correction: $correction, reason: $reason) ${ANSWER} ... on ResendDeliveryPayload { delivery { state } } }
}`;
const CANCEL = `mutation Cancel($id: ID!, $reason: String!) {
  cancelDelivery(id: $id, reason: $reason) ${ANSWER} ... on CancelDeliveryPayload { delivery { state } } }
}`;
const CLOSE = `mutation Close($id: ID!, $erpKey: String, $reason: String!) {
  closeDeliveryByHand(id: $id, erpKey: $erpKey, reason: $reason) ${ANSWER} ... on CloseDeliveryPayload { delivery { state } } }
}`;

/** States in which each decision may be possible; the hub says where it is not. */
const POSSIBLE = {
  resend: ['PENDING', 'RETRYING', 'UNCERTAIN', 'REJECTED', 'HELD', 'PENDING_IN_ERP'],
  cancelIt: ['PENDING', 'RETRYING', 'REJECTED', 'HELD', 'PENDING_IN_ERP'],
  closeByHand: ['UNCERTAIN', 'REJECTED', 'HELD', 'PENDING_IN_ERP'],
};
const CORRECTABLE = ['REJECTED', 'HELD'];
const CORRECTIONS = [['postedOn', 'date'], ['operator', 'text'], ['equipment', 'text'], ['note', 'text']];

const may = (decision, { state }) => POSSIBLE[decision].includes(state);

/** What the desk needs to know of a delivery. */
export const DELIVERY = `id company kind position lossReason target state reference reasonCode reasonText erpKey pendingKey attempts nextAt sentAt createdAt endedAt
      posting { postedOn good scrap operator equipment note }
      order { id number }
      step { sequence operation }
      downtime { startedAt seconds reason equipment { code } }`;

/** States in which a delivery waits for a person. */
export const BAD = ['REJECTED', 'HELD', 'PENDING_IN_ERP'];

export const status = ({ state }) => html`<span class=${BAD.includes(state) ? 'bad' : 'well'}>${text(`delivery.${state}`)}</span>`;

/** What is delivered, in one line. */
export const saying = ({ kind, posting, order, downtime }) => `${text(`kind.${kind}`)} ${posting ? order.number : downtime.equipment.code}`;

/** Buttons for what may be decided about it. */
export function actions(desk, delivery) {
  const button = (key, act) => may(key, delivery)
    ? html`<button @click=${() => act(desk, delivery)} aria-label=${`${text(key)}: ${delivery.reference}`}>${text(key)}</button>` : '';
  return html`<div class="does">${button('resend', resend)}${button('cancelIt', cancel)}${button('closeByHand', closeByHand)}</div>`;
}

const what = ({ reference, order, downtime, posting, reasonText }) => facts([
  [text('reference'), reference],
  posting ? [text('order'), order.number] : [text('machine'), downtime.equipment.code],
  [text('quantity'), posting ? text('quantities', { good: quantity(posting.good), scrap: quantity(posting.scrap) }) : text('none')],
  [text('why'), reasonText ?? text('none')],
]);

/** Inputs whose values are kept as they are typed. */
const input = (typed, name, type, required) => html`<label>${text(`field.${name}`)}
  <input type=${type} .value=${typed[name] ?? ''} ?required=${required} @input=${({ target }) => typed[name] = target.value}></label>`;

const told = ({ delivery }) => text('nowIs', { state: text(`delivery.${delivery.state}`) });

/** Sends it again, with what was mended of a posting that the ERP refused. */
async function resend(desk, delivery) {
  const { id, kind, posting, state } = delivery;
  const correctable = kind === 'POSTING' && CORRECTABLE.includes(state);
  const typed = correctable ? Object.fromEntries(CORRECTIONS.map(([name]) => [name, posting[name]])) : {};
  const why = {};
  const sure = await confirmed({
    question: text('resendQuestion'),
    detail: html`<p>${text('resendMeans')}</p>${what(delivery)}
      ${correctable ? html`<p>${text('mend')}</p>${CORRECTIONS.map(([name, type]) => input(typed, name, type, false))}` : ''}
      ${input(why, 'reason', 'text', false)}`,
    action: text('resend'),
  });
  if (sure) {
    const mended = Object.entries(typed).filter(([name, value]) => value && value !== posting[name]);
    await desk.change(RESEND, { id, correction: mended.length ? Object.fromEntries(mended) : undefined, reason: why.reason || undefined }, told);
  }
}

async function cancel(desk, delivery) {
  const typed = {};
  const sure = await confirmed({
    question: text('cancelQuestion'),
    detail: html`<p>${text('cancelMeans')}</p>${what(delivery)}${input(typed, 'reason', 'text', true)}`,
    action: text('cancelIt'),
  });
  if (sure) {
    await desk.change(CANCEL, { id: delivery.id, reason: typed.reason }, told);
  }
}

async function closeByHand(desk, delivery) {
  const typed = {};
  const sure = await confirmed({
    question: text('closeQuestion'),
    detail: html`<p>${text('closeMeans')}</p>${what(delivery)}${input(typed, 'erpKey', 'text', false)}${input(typed, 'reason', 'text', true)}`,
    action: text('closeByHand'),
  });
  if (sure) {
    await desk.change(CLOSE, { id: delivery.id, erpKey: typed.erpKey || undefined, reason: typed.reason }, told);
  }
}
