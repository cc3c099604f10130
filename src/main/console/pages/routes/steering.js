/** How sources are spared: what the hub does by itself where one does not answer, and what people set. */
import { html } from 'lit';
import { confirmed } from '../../dialog.js';
import { clock, moment, quantity } from '../../language.js';
import { listing } from '../../listing.js';
import { nothingHere } from '../../parts.js';
import { text } from './texts.js';

const REFUSED = '... on SourceRefused { message messagePt }';
const LIMIT = `mutation Limit($company: String!, $source: String!, $runsAtOnce: Int, $requestsPerMinute: Int) {
  setSourceBudget(company: $company, source: $source, runsAtOnce: $runsAtOnce, requestsPerMinute: $requestsPerMinute) { __typename ${REFUSED} }
}`;
const REST = `mutation Rest($company: String!, $source: String, $from: DateTime, $until: DateTime!, $reason: String!) {
  addMaintenance(company: $company, source: $source, from: $from, until: $until, reason: $reason) { __typename ${REFUSED} }
}`;
const END = `mutation End($id: ID!) { endMaintenance(id: $id) { __typename ${REFUSED} } }`;

const SIGNS = { CLOSED: '✓', OPEN: '✗', HALF_OPEN: '…' };

/** What these lists need to know. */
export const STEERED = `
  steered: sources(first: 200, orderBy: [{ company: ASC }, { source: ASC }]) {
    nodes { id company source circuit openedAt nextTryAt tries reason runsAtOnce requestsPerMinute }
  }
  maintenanceWindows(first: 20, orderBy: [{ startsAt: DESC }]) { nodes { id company source startsAt endsAt reason createdBy endedBy endedAt } }`;

const limit = ({ runsAtOnce, requestsPerMinute }) => [
  ...runsAtOnce ? [text('runsAtOnce', { count: quantity(runsAtOnce) })] : [],
  ...requestsPerMinute ? [text('requestsPerMinute', { count: quantity(requestsPerMinute) })] : [],
].join(' · ') || text('noLimit');

const spared = ({ circuit, reason, openedAt, nextTryAt, tries }) => circuit === 'CLOSED' ? ''
  : text('sparedSince', { moment: moment(openedAt), tries: quantity(tries), next: nextTryAt ? clock(nextTryAt) : text('now'), reason: reason ?? '' });

/** Whether each source is asked now, and how much it bears. */
export const steered = (desk, sources) => sources.length === 0 ? nothingHere(text('noSources')) : listing({
  caption: text('sourcesNow'),
  name: text('sourcesNow'),
  rows: sources,
  columns: [
    { label: text('source'), value: ({ source }) => source },
    { label: text('company'), value: ({ company }) => company },
    { label: text('status'), value: source => `${text(`circuit.${source.circuit}`)} ${spared(source)}`, show: source => html`
      <span class=${source.circuit === 'CLOSED' ? 'well' : 'bad'}><span aria-hidden="true">${SIGNS[source.circuit] ?? '?'}</span> ${text(`circuit.${source.circuit}`)}</span>
      ${source.circuit === 'CLOSED' ? '' : html`<br>${spared(source)}`}` },
    { label: text('limits'), value: limit },
    { label: text('action'), show: source => html`<div class="does">
      <button @click=${() => setLimits(desk, source)} aria-label=${text('limitsOf', source)}>${text('limits')}</button>
      <button @click=${() => rest(desk, source)} aria-label=${text('maintenanceOf', source)}>${text('maintenance')}</button></div>` },
  ],
});

const isOver = ({ endedAt, endsAt }) => endedAt !== null || Date.parse(endsAt) <= Date.now();

function standing(window) {
  if (window.endedAt !== null) {
    return text('endedEarly', { moment: moment(window.endedAt), who: window.endedBy });
  }
  return text(isOver(window) ? 'windowOver' : Date.parse(window.startsAt) > Date.now() ? 'windowPlanned' : 'windowNow');
}

/** Maintenances, those to come first. */
export const maintenances = (desk, windows) => windows.length === 0 ? nothingHere(text('noMaintenance')) : listing({
  caption: text('maintenances'),
  name: text('maintenances'),
  rows: windows,
  columns: [
    { label: text('source'), value: ({ source }) => source ?? text('all.source') },
    { label: text('company'), value: ({ company }) => company },
    { label: text('from'), value: ({ startsAt }) => startsAt, show: ({ startsAt }) => moment(startsAt) },
    { label: text('until'), value: ({ endsAt }) => endsAt, show: ({ endsAt }) => moment(endsAt) },
    { label: text('why'), value: ({ reason }) => reason },
    { label: text('who'), value: ({ createdBy }) => createdBy },
    { label: text('status'), value: standing, show: window => html`<span class=${isOver(window) ? 'well' : ''}>${standing(window)}</span>` },
    { label: text('action'), show: window => isOver(window) ? '' : html`<div class="does">
      <button @click=${() => end(desk, window)} aria-label=${text('endMaintenanceOf', { reason: window.reason })}>${text('endMaintenance')}</button></div>` },
  ],
});

const count = (typed, name, most) => html`<label>${text(`field.${name}`)}
  <input type="number" min="1" max=${most} .value=${typed[name] ?? ''} @input=${({ target }) => { typed[name] = target.value ? Number(target.value) : null; }}></label>`;

async function setLimits(desk, { company, source, runsAtOnce, requestsPerMinute }) {
  const typed = { runsAtOnce, requestsPerMinute };
  if (await confirmed({
    question: text('limitsOf', { company, source }),
    detail: html`<p>${text('limitsMean')}</p>${count(typed, 'runsAtOnce', 100)}${count(typed, 'requestsPerMinute', 60_000)}`,
    action: text('save'),
  })) {
    await desk.change(LIMIT, { company, source, ...typed }, () => text('limitsSet'));
  }
}

/** Of a moment as the person's clock shows it, the instant. */
const instant = local => new Date(local).toISOString();

const moments = (typed, name, required) => html`<label>${text(`field.${name}`)}
  <input type="datetime-local" ?required=${required} @input=${({ target }) => { typed[name] = target.value; }}></label>`;

async function rest(desk, { company, source }) {
  const typed = { all: false };
  if (await confirmed({
    question: text('maintenanceOf', { company, source }),
    detail: html`<p>${text('maintenanceMeans')}</p>${moments(typed, 'from', false)}${moments(typed, 'until', true)}
      <label>${text('field.reason')}<input required maxlength="500" @input=${({ target }) => { typed.reason = target.value; }}></label>
      <label class="check"><input type="checkbox" @change=${({ target }) => { typed.all = target.checked; }}> ${text('allOfCompany', { company })}</label>`,
    action: text('maintenance'),
  })) {
    const { from, until, reason, all } = typed;
    await desk.change(REST, { company, source: all ? undefined : source, from: from ? instant(from) : undefined, until: instant(until), reason }, () => text('maintenanceSet'));
  }
}

async function end(desk, { id, reason }) {
  if (await confirmed({ question: text('endMaintenanceQuestion', { reason }), detail: text('endMaintenanceMeans'), action: text('endMaintenance') })) {
    await desk.change(END, { id }, () => text('maintenanceEnded'));
  }
}
