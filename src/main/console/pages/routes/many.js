/** What is done with all records that the filters leave, and how far it is. */
import { html } from 'lit';
import { confirmed, tell } from '../../dialog.js';
import { ask } from '../../graphql.js';
import { inWords, moment, quantity } from '../../language.js';
import { HELD } from './issues.js';
import { text } from './texts.js';

const REFUSED = '... on QuarantineRefused { message messagePt }';
const REPLAY = `mutation ReplayMatching($where: QuarantineFilter!, $dryRun: Boolean!) {
  replayQuarantineMatching(where: $where, dryRun: $dryRun) { ... on ReplayQuarantineMatchingPayload { matching replayable job { id } } ${REFUSED} }
}`;
const DISCARD = `mutation DiscardMatching($where: QuarantineFilter!, $reason: String!, $count: Int!) {
  discardQuarantineMatching(where: $where, reason: $reason, count: $count) { ... on ChangeQuarantineMatchingPayload { changed } ${REFUSED} }
}`;
const REOPEN = `mutation ReopenMatching($where: QuarantineFilter!, $count: Int!) {
  reopenQuarantineMatching(where: $where, count: $count) { ... on ChangeQuarantineMatchingPayload { changed } ${REFUSED} }
}`;
const CANCEL = `mutation Stop($id: ID!) {
  cancelJob(id: $id) { ... on CancelJobPayload { job { state } } ... on JobRefused { message messagePt } }
}`;

const UNDER_WAY = ['QUEUED', 'RUNNING'];
/** In ms: what has ended is told for so long. */
const TOLD_FOR = 3_600_000;

/**
 * What can be done with all that the filters leave.
 *
 * @param companies of what is shown: a job is of one company
 */
export function bulk(desk, companies) {
  const { state } = desk.filters;
  if (state === 'RESOLVED') {
    return '';
  }
  if (companies.length !== 1) {
    return html`<p class="source">${text('oneCompany')}</p>`;
  }
  const where = filter(desk, companies[0]);
  const button = (name, act) => html`<button @click=${() => act(desk, where)}>${text(name)}</button>`;
  return html`<p class="does">${state === 'DISCARDED' ? button('reopenAll', reopenAll)
    : html`${button('replayAll', replayAll)}${button('discardAll', discardAll)}`}</p>`;
}

function filter(desk, company) {
  const { source, entity, code, field, state } = desk.filters;
  return { company, source, entity, code, field, since: desk.since, state: HELD.includes(state) ? state : undefined };
}

/** @returns how many there are now; undefined where that was refused, which is told */
async function countOf(where) {
  try {
    const { replayQuarantineMatching: answer } = await ask(REPLAY, { where, dryRun: true });
    if (!('messagePt' in answer)) {
      return answer;
    }
    tell(inWords(answer));
  } catch ({ message }) {
    tell(text('notDone', { message }));
  }
  return undefined;
}

async function replayAll(desk, where) {
  const found = await countOf(where);
  const left = found && found.matching - found.replayable;
  if (found && await confirmed({
    question: text('replayAllQuestion', { count: quantity(found.replayable) }),
    detail: html`<p>${text('replayAllMeans')}</p>${left ? html`<p>${text('notReplayable', { count: quantity(left) })}</p>` : ''}`,
    action: text('replayAll'),
  })) {
    await desk.change(REPLAY, { where, dryRun: false }, () => text('replaying', { count: quantity(found.replayable) }));
  }
}

async function discardAll(desk, where) {
  const found = await countOf(where);
  const typed = { reason: '' };
  if (found && await confirmed({
    question: text('discardAllQuestion', { count: quantity(found.matching) }),
    detail: html`<p>${text('discardMeans')}</p>${reasonField(typed)}`,
    action: text('discardAll'),
  })) {
    await desk.change(DISCARD, { where, reason: typed.reason, count: found.matching }, ({ changed }) => text('discardedMany', { count: quantity(changed) }));
  }
}

async function reopenAll(desk, where) {
  const count = desk.answer.data.quarantine.totalCount;
  if (await confirmed({ question: text('reopenAllQuestion', { count: quantity(count) }), detail: text('reopenMeans'), action: text('reopenAll') })) {
    await desk.change(REOPEN, { where, count }, ({ changed }) => text('reopenedMany', { count: quantity(changed) }));
  }
}

export const reasonField = typed => html`<label>${text('field.reason')}
  <input required maxlength="1000" @input=${({ target }) => { typed.reason = target.value; }}></label>`;

/** How far the latest replay of many is, or what came of it; nothing where it ended long ago. */
export function jobs(desk, [job]) {
  if (!job || (job.endedAt && Date.now() - Date.parse(job.endedAt) > TOLD_FOR)) {
    return '';
  }
  const { id, company, state, done, total, result, createdAt, createdBy } = job;
  const begun = text('begunBy', { who: createdBy, company, moment: moment(createdAt) });
  if (UNDER_WAY.includes(state)) {
    return html`<section class="state job" aria-label=${text('replayOfMany')}>
      <p><strong>${text('replayOfMany')}</strong> · ${text('progress', { done: quantity(done), total: quantity(total ?? 0) })}<br><small>${begun}</small></p>
      <progress max=${total ?? 1} value=${done} aria-label=${text('replayOfMany')}></progress>
      <p class="does"><button @click=${() => desk.change(CANCEL, { id }, () => text('stopping'))}>${text('stop')}</button></p>
    </section>`;
  }
  return html`<section class="state job" role="status">
    <p><strong>${text(`job.${state}`)}</strong> · ${result ? text('cameOfIt', Object.fromEntries(Object.entries(result).map(([name, count]) => [name, quantity(count)])))
      : text('progress', { done: quantity(done), total: quantity(total ?? 0) })}<br><small>${begun}</small></p>
    ${job.message ? html`<p>${inWords(job)}</p>` : ''}
  </section>`;
}
