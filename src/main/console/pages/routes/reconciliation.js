import { html } from 'lit';
import { inWords, moment, quantity } from '../../language.js';
import { listing } from '../../listing.js';
import { facts, nothingHere, number, table } from '../../parts.js';
import { link } from '../../router.js';
import { ask, heal, isUnderWay, outcome } from './comparing.js';
import { counted, Desk } from './frame.js';
import { text } from './texts.js';

const RECONCILIATION = `query Reconciliation($id: ID!, $where: ReconciliationDifferenceWhere, $first: Int, $after: String, $last: Int, $before: String) {
  reconciliation(id: $id) {
    id company source entity occasion askedBy state step message messagePt createdAt comparedAt endedAt
    sourceRows hubRows differenceCount inFlightCount unlistedCount uncheckedCount
    route { id routeId }
    months { month sourceRows hubRows sourceChecksum hubChecksum equal }
    differences(where: $where, first: $first, after: $after, last: $last, before: $before) {
      totalCount
      nodes { id kind place reason target sourceKey month state firstSeenAt healedAt fields { field sourceValue hubValue } }
      pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    }
  }
  all: reconciliationDifferencesAggregate(where: { reconciliation: { id: { eq: $id } } }, groupBy: [{ kind: VALUE }, { place: VALUE }, { state: VALUE }]) {
    key { kind place state } count
  }
}`;

const FILTERS = ['difference', 'kind', 'place'];
/** The address tells the state of differences by a name of its own. */
const KEYS = { difference: 'state' };

/** One comparison: both sides by month, and row by row what differs. */
class Reconciliation extends Desk {

  get again() {
    return this.answer.data?.reconciliation && isUnderWay(this.answer.data.reconciliation) ? 3_000 : 60_000;
  }

  heading() {
    const found = this.answer.data?.reconciliation;
    return found ? `${text('reconciliation')} ${found.route.routeId}, ${found.company}` : text('reconciliation');
  }

  document() {
    return RECONCILIATION;
  }

  variables({ parts: [, , id] }) {
    const given = FILTERS.filter(name => this.filters[name]).map(name => [KEYS[name] ?? name, { eq: this.filters[name] }]);
    return { id, ...this.page(), where: Object.fromEntries(given) };
  }

  /** What is no id names no comparison. */
  failed(failure) {
    return failure.code === 'BAD_USER_INPUT' ? nothingHere(text('noReconciliation')) : super.failed(failure);
  }

  show({ reconciliation: found, all }) {
    if (!found) {
      return nothingHere(text('noReconciliation'));
    }
    const { company, source, entity, route, state, months, differences: { totalCount, nodes, pageInfo } } = found;
    const groups = all.map(({ key: { state: difference, ...key }, count }) => ({ key: { difference, ...key }, count }));
    const choices = name => counted(this.among(groups, name, FILTERS), name);
    const isOpen = all.some(({ key }) => key.state === 'OPEN');
    return html`${found.message ? html`<p class="state bad" role="status">${inWords(found)}</p>` : ''}
      ${facts([
        [text('status'), isUnderWay(found) && found.step ? text(`step.${found.step}`) : text(`comparison.${state}`)],
        [text('comparedAt'), moment(found.comparedAt)],
        [text('sourceRows'), quantity(found.sourceRows)],
        [text('hubRows'), quantity(found.hubRows)],
        [text('differences'), outcome(found)],
        [text('inFlight'), quantity(found.inFlightCount)],
        ...Number(found.uncheckedCount) ? [[text('unchecked'), quantity(found.uncheckedCount)]] : [],
        [text('who'), found.askedBy ?? text(`occasion.${found.occasion}`)],
      ])}
      <p class="does">${isUnderWay(found) ? '' : html`<button @click=${() => ask(this, { company, source, entity })}>${text('compareAgain')}</button>${isOpen ? html`<button @click=${() => heal(this, found)}>${text('heal')}</button>` : ''}`}
        <a class="button" href=${link(['routes', 'route', route.id])}>${text('route')} ${route.routeId}</a>
        <a class="button" href=${link(['routes', 'reconciliations'], { company, source, entity })}>${text('itsReconciliations')}</a></p>
      ${months.length ? byMonth(months) : ''}
      <h2>${text('differences')}</h2>
      ${all.length ? html`<p>${text('howToHeal')}</p>
        <dl class="filters">
          ${this.filter('difference', choices('difference'), value => text(`difference.${value}`))}
          ${this.filter('kind', choices('kind'), value => text(`differs.${value}`))}
          ${this.filter('place', choices('place'), value => text(`place.${value}`))}
        </dl>` : ''}
      ${Number(found.unlistedCount) ? html`<p class="state warned">${text('unlisted', { count: quantity(found.unlistedCount) })}</p>` : ''}
      <p role="status">${text('differencesFound', { count: quantity(totalCount) })}</p>
      ${nodes.length ? list(found, nodes) : ''}
      ${this.pager(pageInfo)}`;
  }
}

const byMonth = months => html`<h2>${text('byMonth')}</h2>
  ${table(text('byMonth'), [text('month'), number(text('sourceRows')), number(text('hubRows')), text('checksums')], months.map(({ month, sourceRows, hubRows, sourceChecksum, hubChecksum, equal }) => html`<tr>
    <th scope="row">${month?.slice(0, 7) ?? text('noMonth')}</th><td class="number">${quantity(sourceRows)}</td><td class="number">${quantity(hubRows)}</td>
    <td>${equal ? html`<span class="fine">✓ ${text('equal')}</span> <code>${hubChecksum}</code>`
      : html`<span class="bad">✗ ${text('notEqual')}</span> <code>${sourceChecksum}</code> / <code>${hubChecksum}</code>`}</td></tr>`))}`;

const list = ({ company, source, entity }, rows) => listing({
  caption: text('differences'),
  name: text('differences'),
  rows,
  columns: [
    { label: text('record'), value: ({ sourceKey }) => sourceKey, show: ({ sourceKey, target }) => html`<strong>${sourceKey}</strong>${target ? html`<br><code>${target}</code>` : ''}` },
    { label: text('differs'), value: ({ kind, place }) => `${text(`differs.${kind}`)} ${text(`place.${place}`)}`, show: ({ kind, place, reason }) => html`
      ${text(`differs.${kind}`)}<br><small>${text(`place.${place}`)}</small>
      ${reason === 'QUARANTINED' ? html`<br><a href=${link(['routes', 'quarantine'], { company, source, entity })}>${text('reason.QUARANTINED')}</a>`
        : reason ? html`<br>${text(`reason.${reason}`)}` : ''}` },
    { label: text('field'), value: ({ fields }) => fields.map(({ field, sourceValue, hubValue }) => `${field}: ${sourceValue} / ${hubValue}`).join('; '), show: ({ fields }) => values(fields) },
    { label: text('status'), value: ({ state }) => text(`difference.${state}`), show: ({ state, healedAt }) => html`<span class=${state === 'OPEN' ? 'bad' : 'well'}>${text(`difference.${state}`)}</span>
      ${healedAt ? html`<br>${moment(healedAt)}` : ''}` },
    { label: text('since'), value: ({ firstSeenAt }) => firstSeenAt, show: ({ firstSeenAt }) => moment(firstSeenAt) },
  ],
});

/** More fields than these are shown when they are asked for. */
const SHOWN = 3;

const values = fields => fields.length > SHOWN
  ? html`<details><summary>${text('fieldsThatDiffer', { count: quantity(fields.length) })}</summary>${sides(fields)}</details>` : sides(fields);

const value = said => said ?? html`<span class="well">${text('absent')}</span>`;

const sides = fields => html`<dl class="sides">${fields.map(({ field, sourceValue, hubValue }) => html`<div>
  <dt><code>${field}</code></dt><dd>${text('atSource')} <b>${value(sourceValue)}</b></dd><dd>${text('inHub')} <b>${value(hubValue)}</b></dd></div>`)}</dl>`;

customElements.define('esteira-reconciliation', Reconciliation);
