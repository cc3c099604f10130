import { html } from 'lit';
import { inWords, moment, quantity } from '../../language.js';
import { listing } from '../../listing.js';
import { nothingHere } from '../../parts.js';
import { counted, Desk } from './frame.js';
import { maintenances, steered, STEERED } from './steering.js';
import { text } from './texts.js';

const SOURCES = `query Sources($where: SourceCapabilityWhere) {
  sourceCapabilities(where: $where, first: 500, orderBy: [{ source: ASC }, { sequence: ASC }]) {
    nodes { id company source subject verdict message messagePt rowCount tookMillis checkedAt }
  }
  read: routesAggregate(groupBy: [{ source: VALUE }]) { key { source } count }
  found: sourceCapabilitiesAggregate(groupBy: [{ source: VALUE }, { verdict: VALUE }]) { key { source verdict } count max { checkedAt } }
  ${STEERED}
}`;

const DIAGNOSE = `mutation Diagnose($source: String!) {
  diagnoseSource(source: $source) {
    ... on DiagnoseSourcePayload { usable findings }
    ... on DiagnosisRefused { message messagePt }
  }
}`;

/** What can be looked at beside what is read. */
const OWN = ['database', 'oidc'];
const WELL = ['OK', 'INFO'];
const SIGNS = { OK: '✓', INFO: 'i', MISSING: '✗', FORBIDDEN: '✗', WRONG: '✗', UNKNOWN: '?' };

/** Whether sources are asked, what they bear, when they rest; what the last diagnosis found at each, and a further one. */
class Sources extends Desk {

  static properties = { busy: { state: true } };

  constructor() {
    super();
    this.busy = [];
  }

  heading() {
    return text('part.sources');
  }

  document() {
    return SOURCES;
  }

  variables() {
    const { source } = this.filters;
    return { where: source ? { source: { eq: source } } : {} };
  }

  get again() {
    return 15_000;
  }

  show({ sourceCapabilities: { nodes }, read, found, steered: { nodes: sources }, maintenanceWindows: { nodes: windows } }) {
    const names = [...new Set([...counted(read, 'source'), ...counted(found, 'source')].map(([source]) => source).concat(OWN))];
    const summary = source => found.filter(({ key }) => key.source === source);
    return html`${steered(this, sources)}
      <h2>${text('maintenances')}</h2>
      ${maintenances(this, windows)}
      <h2>${text('diagnosis')}</h2>
      <p>${text('diagnosisMeans')}</p>
      ${listing({
        caption: text('diagnosis'),
        name: text('diagnosis'),
        rows: names.map(source => ({ source, groups: summary(source) })),
        columns: [
          { label: text('source'), value: ({ source }) => source, show: ({ source }) => html`<a href=${this.with({ source })}
            aria-current=${this.filters.source === source ? 'true' : 'false'}>${source}</a>` },
          { label: text('found'), value: ({ groups }) => verdicts(groups), show: ({ groups }) => html`<span class=${groups.every(isWell) ? '' : 'bad'}>${verdicts(groups)}</span>` },
          { label: text('checked'), value: ({ groups }) => checked(groups), show: ({ groups }) => moment(checked(groups)) },
          { label: text('action'), show: ({ source }) => this.action(source) },
        ],
      })}
      ${nodes.length ? this.findings(nodes) : nothingHere(text('notDiagnosed'))}`;
  }

  action(source) {
    return this.busy.includes(source)
      ? html`<span role="status">${text('diagnosing')} <progress aria-label=${text('diagnosing')}></progress></span>`
      : html`<div class="does"><button @click=${() => this.diagnose(source)} aria-label=${text('diagnoseOf', { source })}>${text('diagnose')}</button></div>`;
  }

  findings(nodes) {
    const rows = nodes.toSorted((one, other) => WELL.includes(one.verdict) - WELL.includes(other.verdict));
    return html`<h2>${this.filters.source ? text('findingsOf', { source: this.filters.source }) : text('findings')}</h2>
      ${this.filters.source ? html`<p><a href=${this.with({ source: '' })}>${text('allSources')}</a></p>` : ''}
      ${listing({
        caption: text('findings'),
        name: text('findings'),
        rows,
        columns: [
          { label: text('source'), value: ({ source }) => source },
          { label: text('lookedAt'), value: ({ subject }) => subject },
          { label: text('verdict'), value: ({ verdict }) => text(`verdict.${verdict}`), show: ({ verdict }) => html`<span class=${WELL.includes(verdict) ? 'well' : 'bad'}>
            <span aria-hidden="true">${SIGNS[verdict] ?? '?'}</span> ${text(`verdict.${verdict}`)}</span>` },
          { label: text('what'), value: inWords },
          { label: text('rows'), value: ({ rowCount }) => rowCount, figure: true },
          { label: text('took'), value: ({ tookMillis }) => tookMillis, figure: true },
        ],
      })}`;
  }

  async diagnose(source) {
    this.busy = [...this.busy, source];
    await this.change(DIAGNOSE, { source }, ({ usable, findings }) => text(usable ? 'diagnosed' : 'diagnosedBad', { source, count: quantity(findings) }));
    this.busy = this.busy.filter(other => other !== source);
  }
}

const isWell = ({ key }) => WELL.includes(key.verdict);
const verdicts = groups => groups.length ? groups.map(({ key, count }) => `${text(`verdict.${key.verdict}`)}: ${quantity(count)}`).join(' · ') : text('neverDiagnosed');
const checked = groups => groups.map(({ max }) => max.checkedAt).sort().at(-1);

customElements.define('esteira-sources', Sources);
