import { html } from 'lit';
import { moment, percent, quantity } from '../../language.js';
import { listing } from '../../listing.js';
import { nothingHere } from '../../parts.js';
import { link } from '../../router.js';
import { compare, isUnderWay, outcome } from './comparing.js';
import { counted, Desk } from './frame.js';
import { text } from './texts.js';

const RECONCILIATIONS = `query Reconciliations($where: ReconciliationWhere, $first: Int, $after: String, $last: Int, $before: String) {
  reconciliations(where: $where, first: $first, after: $after, last: $last, before: $before) {
    totalCount
    nodes {
      id company source entity occasion askedBy state step message messagePt createdAt comparedAt rowsRead rowsChecked rowsExpected
      sourceRows hubRows differenceCount inFlightCount
    }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  }
  all: reconciliationsAggregate(groupBy: [{ source: VALUE }, { company: VALUE }, { entity: VALUE }, { state: VALUE }]) {
    key { source company entity state } count differing: count(where: { differenceCount: { gt: 0 } })
  }
  routes: routesAggregate(groupBy: [{ company: VALUE }, { source: VALUE }]) { key { company source } count }
}`;

const FILTERS = ['state', 'source', 'entity', 'company'];

/** Comparisons of the hub with its sources, the latest first. */
class Reconciliations extends Desk {

  /** What is under way is to be seen moving. */
  get again() {
    return this.answer.data?.reconciliations.nodes.some(isUnderWay) ? 3_000 : 30_000;
  }

  heading() {
    return text('part.reconciliations');
  }

  document() {
    return RECONCILIATIONS;
  }

  variables() {
    const given = FILTERS.filter(name => this.filters[name]).map(name => [name, { eq: this.filters[name] }]);
    return { ...this.page(), where: { ...Object.fromEntries(given), ...this.filters.differing && { differenceCount: { gt: 0 } } } };
  }

  show({ reconciliations: { totalCount, nodes, pageInfo }, all, routes }) {
    const among = name => this.among(all, name, FILTERS);
    const choices = name => counted(among(name), name);
    const differing = among().reduce((sum, group) => sum + group.differing, 0);
    return html`<p>${text('reconciliationMeans')}</p>
      <p class="does"><button @click=${() => compare(this, routes.map(({ key }) => key))}>${text('compareNow')}</button></p>
      <dl class="filters">
        ${this.filter('differing', [['yes', differing]], () => text('onlyDiffering'))}
        ${this.filter('state', choices('state'), state => text(`comparison.${state}`))}
        ${['source', 'entity', 'company'].map(name => this.filter(name, choices(name)))}
      </dl>
      <p role="status">${text('reconciliationsFound', { count: quantity(totalCount) })}</p>
      ${nodes.length ? this.list(nodes) : nothingHere(text('noReconciliations'))}
      ${this.pager(pageInfo)}`;
  }

  list(rows) {
    return listing({
      caption: text('part.reconciliations'),
      name: text('part.reconciliations'),
      rows,
      columns: [
        { label: text('route'), value: ({ source, entity }) => `${source}.${entity}`,
          show: ({ id, source, entity }) => html`<a href=${link(['routes', 'reconciliations', id])}>${source}.${entity}</a>` },
        { label: text('company'), value: ({ company }) => company },
        { label: text('comparedAt'), value: ({ comparedAt, createdAt }) => comparedAt ?? createdAt,
          show: ({ comparedAt, createdAt }) => moment(comparedAt ?? createdAt) },
        { label: text('status'), value: progress, show: reconciliation => html`${progress(reconciliation)}
          ${isUnderWay(reconciliation) ? html`<br><progress max="1" value=${part(reconciliation)} aria-label=${text('part.reconciliations')}></progress>` : ''}` },
        ...['sourceRows', 'hubRows'].map(name => ({ label: text(name), value: row => row[name], figure: true })),
        { label: text('differences'), value: ({ differenceCount }) => differenceCount, figure: true, show: outcome },
        { label: text('inFlight'), value: ({ inFlightCount }) => inFlightCount, figure: true },
        { label: text('who'), value: ({ occasion, askedBy }) => askedBy ?? text(`occasion.${occasion}`) },
      ],
    });
  }
}

/** How far it is: what the source has shown is one half, what was looked at in the hub the other. */
function part({ rowsRead, rowsChecked, rowsExpected }) {
  return rowsExpected > 0 ? Math.min(1, (Number(rowsRead) + Number(rowsChecked)) / (2 * rowsExpected)) : 0;
}

const progress = reconciliation => {
  const { state, step } = reconciliation;
  return state === 'RUNNING' && step ? `${text(`step.${step}`)} · ${percent(part(reconciliation))}` : text(`comparison.${state}`);
};

customElements.define('esteira-reconciliations', Reconciliations);
