/** What was posted on an order, and how far each posting is on its way to the ERP. */
import { html } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { confirmed, tell } from '../../dialog.js';
import { ask } from '../../graphql.js';
import { day, inWords, moment, quantity, texts } from '../../language.js';
import { hasAny } from '../../me.js';
import { nothingHere, number, table } from '../../parts.js';
import own from './texts.js';

const text = texts(own);

const mayReverse = () => hasAny(['operator', 'leader']);
export const maySeeDeliveries = () => hasAny(['operator', 'leader', 'planner', 'integration', 'it', 'analyst']);
/** Nothing more happens to it by itself, and the ERP has it. */
const ARRIVED = ['DELIVERED', 'CLOSED_BY_HAND'];
/** A person must do something. */
const STUCK = ['REJECTED', 'HELD', 'PENDING_IN_ERP'];
const MORE = 500;

const DELIVERIES = `deliveries {
  id kind target state reference reasonCode reasonText erpKey attempts nextAt updatedAt attemptLog { at kind outcome detail }
}`;

/** Of a posting what the person's roles may read. */
export const POSTINGS = () => `totalCount nodes {
  id postedOn good scrap rework operator origin state inErp reference reversalReason reversalRequestedAt createdAt
  step { sequence } scrapReasons { reason quantity } sightings { source key firstSeenAt lastSeenAt goneAt }
  ${maySeeDeliveries() ? DELIVERIES : ''}
}`;

const REVERSE = `mutation Reverse($input: ReversePostingInput!) {
  reversePosting(input: $input) { __typename ... on PostingRefused { message messagePt } }
}`;

/**
 * @param place step: of which alone postings are shown, if one; with(changes): the address of this page with other parameters;
 *   changed(): to be called when something was done
 */
export function postings({ postings: { nodes, totalCount } }, place) {
  const headings = [text('day'), ...['step', 'good', 'scrap', 'rework'].map(key => number(text(key))), text('operator'), text('origin'), text('delivery'),
    ...mayReverse() ? [text('action')] : []];
  return html`
    ${place.step ? html`<p>${text('ofStep', { step: place.step })} <a href=${place.with({ step: '' })}>${text('allPostings')}</a></p>` : ''}
    ${nodes.length ? table(text('postings'), headings, repeat(nodes, ({ id }) => id, posting => row(posting, place))) : nothingHere(text('noPostings'))}
    ${nodes.length < totalCount ? html`<p>${text('newestPostings', { count: nodes.length, total: quantity(totalCount) })}
      ${nodes.length < MORE ? html`<a href=${place.with({ postings: MORE })}>${text('showMore')}</a>` : ''}</p>` : ''}`;
}

const row = (posting, place) => html`<tr class=${posting.state === 'REVERSED' ? 'reversed' : ''}>
  <td>${day(posting.postedOn)}</td>
  <td class="number">${posting.step.sequence}</td>
  <td class="number">${quantity(posting.good)}</td>
  <td class="number">${quantity(posting.scrap)}${posting.scrapReasons.map(({ reason, quantity: scrapped }) => html`<br><small>${reason}: ${quantity(scrapped)}</small>`)}</td>
  <td class="number">${quantity(posting.rework)}</td>
  <td>${posting.operator}</td>
  <td>${text(`origin.${posting.origin}`)}</td>
  <td>${delivery(posting)}</td>
  ${mayReverse() ? html`<td>${isReversible(posting) ? html`<button @click=${() => reverse(posting, place.changed)}>${text('reverse')}</button>` : ''}</td>` : ''}
</tr>`;

const isReversible = ({ state, reversalRequestedAt }) => state === 'ACCEPTED' && !reversalRequestedAt;

/** How far it is in a word or two, and all that happened on the way when asked for. */
function delivery(posting) {
  const { deliveries = [], sightings } = posting;
  const { words, kind } = standing(posting, deliveries);
  return html`<details class="delivery">
    <summary class=${kind}>${words}</summary>
    <ul>
      ${posting.reference ? html`<li>${text('reference', posting)}</li>` : ''}
      ${deliveries.map(way)}
      ${sightings.map(({ source, key, firstSeenAt, goneAt }) => html`<li>${text('sighting', { source, key, moment: moment(firstSeenAt) })}
        ${goneAt ? text('goneFromErp', { moment: moment(goneAt) }) : ''}</li>`)}
      ${posting.reversalReason ? html`<li>${text('reversalReason', { reason: posting.reversalReason })}</li>` : ''}
      <li>${text('takenIn', { moment: moment(posting.createdAt) })}</li>
    </ul>
  </details>`;
}

function standing({ state, reversalRequestedAt, inErp }, deliveries) {
  if (state === 'REVERSED') {
    return { words: text('reversed'), kind: '' };
  }
  const current = deliveries.find(({ state: far }) => STUCK.includes(far)) ?? deliveries.at(-1);
  if (reversalRequestedAt && !STUCK.includes(current?.state)) {
    return { words: text('reversalOnItsWay'), kind: 'late' };
  }
  if (!current) {
    return { words: text(inErp ? 'arrived' : 'notInErp'), kind: inErp ? 'good' : '' };
  }
  const kind = ARRIVED.includes(current.state) ? 'good' : STUCK.includes(current.state) ? 'bad' : 'late';
  return { words: text(`delivery.${current.state}`), kind };
}

const way = ({ kind, target, state, reasonCode, reasonText, erpKey, attempts, nextAt, updatedAt, attemptLog }) => html`<li>
  ${text(kind === 'REVERSAL' ? 'wayOfReversal' : 'way', { target })}: <strong>${text(`delivery.${state}`)}</strong>, ${moment(updatedAt)}
  ${reasonCode ? html`<br>${reasonText} <small>(${reasonCode})</small>` : ''}
  ${erpKey ? html`<br>${text('erpKey', { key: erpKey })}` : ''}
  <br>${text('attempts', { count: attempts })}${state === 'RETRYING' ? `, ${text('nextTry', { moment: moment(nextAt) })}` : ''}
  ${attemptLog.length ? html`<ol>${attemptLog.map(({ at, kind: tried, outcome, detail }) => html`<li>
    ${moment(at)}: ${text(`tried.${tried}`)}, ${outcome}${detail ? html`: ${detail}` : ''}</li>`)}</ol>` : ''}
</li>`;

/** Asks why, and takes the posting back. */
async function reverse({ id, good, postedOn, step }, changed) {
  let reason = '';
  const sure = await confirmed({
    question: text('reverseQuestion', { good: quantity(good), step: step.sequence, day: day(postedOn) }),
    detail: html`<p>${text('reverseDetail')}</p>
      <p><label>${text('reason')}<br><textarea required rows="2" maxlength="1000" @input=${event => reason = event.target.value}></textarea></label></p>`,
    action: text('reverse'),
  });
  if (sure) {
    const refused = await ask(REVERSE, { input: { id, reason, idempotencyKey: crypto.randomUUID() } }).then(
      ({ reversePosting: answer }) => inWords(answer), failure => failure.message);
    tell(refused ? text('notReversed', { reason: refused }) : text('reversalAsked'));
    changed();
  }
}
