import { html } from 'lit';
import { confirmed } from '../../dialog.js';
import { about, clock, moment, quantity } from '../../language.js';
import { listing } from '../../listing.js';
import { facts, nothingHere } from '../../parts.js';
import { link } from '../../router.js';
import { ask as compare } from './comparing.js';
import { Desk } from './frame.js';
import { age, doing, standing } from './standing.js';
import { text } from './texts.js';

const ROUTE = `query Route($id: ID!) {
  route(id: $id) {
    id company routeId source entity state lastSuccessAt lastFailureAt lastError failures nextAt resumesAt lastRunMode lastRunStartedAt
    rowsRead rowsStored rowsQuarantined watermark watermarkAt readAsOf staleAfterSeconds stale
    circuit nextTryAt recordsPerMinute latencyP50Milliseconds latencyP95Milliseconds latencyP99Milliseconds errorRatePercent recordsInFlight instance
    runs(first: 20) { nodes { id mode state startedAt millis rowsRead rowsNew rowsChanged rowsDeleted rowsQuarantined error } }
  }
}`;

const refusals = '... on RouteRefused { message messagePt }';
const PAUSE = `mutation Pause($id: ID!) { pauseRoute(id: $id) { __typename ${refusals} } }`;
const RESUME = `mutation Resume($id: ID!) { resumeRoute(id: $id) { __typename ${refusals} } }`;
const RUN = `mutation Run($id: ID!) { runRoute(id: $id) { __typename ${refusals} } }`;
const ANEW = `mutation Anew($id: ID!) { runRoute(id: $id, everything: true) { __typename ${refusals} } }`;
const BACKFILL = `mutation Backfill($id: ID!, $from: Date!) { backfillRoute(id: $id, from: $from) { __typename ${refusals} } }`;

/** One route with all that is known of it. */
class Route extends Desk {

  get again() {
    return 15_000;
  }

  heading() {
    const route = this.answer.data?.route;
    return route ? `${route.routeId}, ${route.company}` : text('route');
  }

  document() {
    return ROUTE;
  }

  variables({ parts: [, , id] }) {
    return { id };
  }

  /** What is no id names no route. */
  failed(failure) {
    return failure.code === 'BAD_USER_INPUT' ? nothingHere(text('noRoute')) : super.failed(failure);
  }

  show({ route }) {
    if (!route) {
      return nothingHere(text('noRoute'));
    }
    const { company, source, entity } = route;
    return html`${route.lastError ? html`<p class="state bad" role="status">${route.lastError}</p>` : ''}
      ${facts([
        [text('status'), standing(route)],
        [text('doing'), doing(route)],
        [text('lastSuccess'), moment(route.lastSuccessAt)],
        [text('lastFailure'), moment(route.lastFailureAt)],
        [text('age'), html`<span class=${route.stale ? 'late' : ''}>${age(route)}</span>`],
        [text('readAsOf'), moment(route.readAsOf)],
        [text('mode'), route.lastRunMode ? text(`mode.${route.lastRunMode}`) : text('none')],
        [text('lastRun'), moment(route.lastRunStartedAt)],
        [text('rowsRead'), quantity(route.rowsRead) || text('none')],
        [text('rowsStored'), quantity(route.rowsStored) || text('none')],
        [text('rowsQuarantined'), quantity(route.rowsQuarantined) || text('none')],
        [text('watermark'), route.watermark ?? text('none')],
        ...activity(route),
      ])}
      ${route.state === 'PUSHED' ? '' : html`<p class="does">${route.state === 'PAUSED'
        ? this.button('resume', () => this.change(RESUME, { id: route.id }, () => text('resumed')))
        : html`${this.button('runNow', () => this.change(RUN, { id: route.id }, () => text('willRun')))}
          ${this.button('backfill', () => this.backfill(route))}
          ${this.button('readAnew', () => this.readAnew(route))}
          ${this.button('compareNow', () => compare(this, { company, source, entity }))}
          ${this.button('pause', () => this.pause(route))}`}</p>`}
      <h2>${text('runs')}</h2>
      ${route.runs.nodes.length ? runs(route.runs.nodes) : nothingHere(text('noRuns'))}
      <p><a href=${link(['routes', 'quarantine'], { company, source, entity })}>${text('itsQuarantine')}</a> ·
        <a href=${link(['routes', 'reconciliations'], { company, source, entity })}>${text('itsReconciliations')}</a> ·
        <a href=${link(['routes', 'sources'], { source })}>${text('itsSource')}</a> ·
        <a href=${link(['routes'])}>${text('allRoutes')}</a></p>`;
  }

  button(name, act) {
    return html`<button @click=${act}>${text(name)}</button>`;
  }

  async pause({ id }) {
    if (await confirmed({ question: text('pauseQuestion'), detail: text('pauseMeans'), action: text('pause') })) {
      await this.change(PAUSE, { id }, () => text('paused'));
    }
  }

  async readAnew({ id }) {
    if (await confirmed({ question: text('anewQuestion'), detail: text('anewMeans'), action: text('readAnew') })) {
      await this.change(ANEW, { id }, () => text('willRun'));
    }
  }

  async backfill({ id }) {
    let from = '';
    const detail = html`<p>${text('backfillMeans')}</p>
      <label>${text('fromDay')}<input type="date" required @change=${({ target }) => { from = target.value; }}></label>`;
    if (await confirmed({ question: text('backfillQuestion'), detail, action: text('backfill') }) && from) {
      await this.change(BACKFILL, { id, from }, () => text('willRun'));
    }
  }
}

/** What it has done within the last hour. */
const activity = ({ circuit, nextTryAt, recordsPerMinute, latencyP50Milliseconds, latencyP95Milliseconds, latencyP99Milliseconds, errorRatePercent, recordsInFlight, instance }) => [
  [text('recordsPerMinute'), about(recordsPerMinute)],
  [text('latencies'), latencyP50Milliseconds === null ? text('none') : [latencyP50Milliseconds, latencyP95Milliseconds, latencyP99Milliseconds].map(quantity).join(' / ')],
  [text('errorRate'), errorRatePercent === null ? text('none') : `${about(errorRatePercent)} %`],
  [text('recordsInFlight'), quantity(recordsInFlight)],
  ...circuit && circuit !== 'CLOSED' ? [[text('itsSourceNow'), `${text(`circuit.${circuit}`)} · ${nextTryAt ? clock(nextTryAt) : text('now')}`]] : [],
  [text('instance'), instance ?? text('none')],
];

/** What the latest runs did; what went wrong stands below its run. */
const runs = rows => listing({
  caption: text('runs'),
  name: text('runs'),
  rows,
  columns: [
    { label: text('began'), value: ({ startedAt }) => moment(startedAt) },
    { label: text('covered'), value: ({ mode }) => text(`mode.${mode}`) },
    { label: text('status'), value: ({ state }) => text(`run.${state}`), show: ({ state, error }) => html`<span class=${state === 'FAILED' ? 'bad' : 'well'}>${text(`run.${state}`)}</span>${error ? html`<br>${error}` : ''}` },
    { label: text('lasted'), value: ({ millis }) => millis, figure: true },
    ...['rowsRead', 'rowsNew', 'rowsChanged', 'rowsDeleted', 'held'].map(name => {
      const field = name === 'held' ? 'rowsQuarantined' : name;
      return { label: text(name), value: run => run[field], figure: true };
    }),
  ],
});

customElements.define('esteira-route', Route);
