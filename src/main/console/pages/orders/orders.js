import { html } from 'lit';
import './order.js';
import '../../choices.js';
import '../../export.js';
import '../../rows.js';
import { onScreen } from '../../columns.js';
import { day, quantity, texts } from '../../language.js';
import { origin } from '../../origin.js';
import { Page } from '../../page.js';
import { freshness, nothingHere } from '../../parts.js';
import { go, link } from '../../router.js';
import { ANY, condition, isLate, order, ordering, STATUSES } from './filters.js';
import { OPEN } from './open.js';
import styles from './styles.js';
import own from './texts.js';

const text = texts(own);

const FIELDS = `id company number status quantity unit plannedEnd lot goodInErp goodPending
  currentPhase { code name } item { code description }`;
const AROUND = `query AroundOrders($all: ProductionOrderWhere, $statuses: ProductionOrderWhere, $companies: ProductionOrderWhere,
    $phases: ProductionOrderWhere, $late: ProductionOrderWhere) {
  productionOrders(where: $all, first: 1) { freshness { source company asOf stale } }
  statuses: productionOrdersAggregate(where: $statuses, groupBy: [{ status: VALUE }]) { key { status } count }
  companies: productionOrdersAggregate(where: $companies, groupBy: [{ company: VALUE }]) { key { company } count }
  phases: productionOrdersAggregate(where: $phases, groupBy: [{ currentPhase: { code: VALUE } }, { currentPhase: { name: VALUE } }]) {
    key { currentPhase { code name } }
    count
  }
  late: productionOrdersAggregate(where: $late) { count }
}`;
const CHANGED = 'subscription OrdersChanged($where: ProductionOrderWhere) { productionOrderChanged(where: $where) { id } }';

/** Filters lie beside the list there; elsewhere they are folded. */
const WIDE = matchMedia('(min-width: 75rem)');

const phaseOf = phase => phase ? `${phase.code} ${phase.name ?? ''}` : '';

const COLUMNS = [
  { name: 'order', width: 'minmax(8.5rem, 1.2fr)', kind: 'title', value: ({ number }) => number,
    show: ({ id, number, company }) => html`<a href=${link(['orders', id])}>${number}</a><br><small>${company}</small>` },
  { name: 'company', value: ({ company }) => company, hidden: true },
  { name: 'item', width: 'minmax(9rem, 2.5fr)', kind: 'bare wide', value: ({ item }) => item.code,
    show: ({ item }) => html`${item.code}<br>${item.description}` },
  { name: 'description', value: ({ item }) => item.description, hidden: true },
  { name: 'status', width: 'minmax(7rem, 1fr)', kind: 'bare', value: ({ status }) => text(status) },
  { name: 'phase', width: 'minmax(7rem, 1.5fr)', kind: 'bare', value: ({ currentPhase }) => phaseOf(currentPhase) },
  { name: 'due', width: '7.5rem', kind: 'date', value: ({ plannedEnd }) => plannedEnd,
    show: row => html`${day(row.plannedEnd)}${isLate(row) ? html` <strong class="late">${text('late')}</strong>` : ''}` },
  { name: 'lot', width: 'minmax(6rem, 1fr)', value: ({ lot }) => lot },
  { name: 'ordered', width: '6.75rem', figure: true, value: row => row.quantity, show: row => html`${quantity(row.quantity)} ${row.unit}` },
  { name: 'unit', value: ({ unit }) => unit, hidden: true },
  { name: 'done', width: '7.5rem', figure: true, value: ({ goodInErp }) => goodInErp,
    show: ({ goodInErp, goodPending }) => html`${quantity(goodInErp)}${goodPending === '0' ? ''
      : html`<br><small>${text('pending', { quantity: quantity(goodPending) })}</small>`}` },
  { name: 'onItsWay', figure: true, value: ({ goodPending }) => goodPending, hidden: true },
].map(column => ({ label: text(column.name), ...column }));

class Orders extends Page {

  static styles = styles;

  static properties = { total: { state: true } };

  heading() {
    return text('orders');
  }

  document() {
    return AROUND;
  }

  /** Each choice is counted among what the other filters leave. */
  variables() {
    const without = name => condition({ ...this.filters, [name]: '' });
    return {
      all: condition({ company: this.filters.company }),
      statuses: without('status'), companies: without('company'), phases: without('phase'), late: condition({ ...this.filters, late: 'yes' }),
    };
  }

  /** What the address says. */
  get named() {
    const { sort, row, ...filters } = Object.fromEntries(this.route.query);
    return filters;
  }

  /** Where the address says nothing, the list is of what is open for work. */
  get filters() {
    return Object.keys(this.named).length ? this.named : { status: 'open' };
  }

  get sort() {
    return this.route.query.get('sort') ?? '';
  }

  /** The same list otherwise, from its beginning. */
  with(changes) {
    return link(['orders'], { ...this.filters, sort: this.sort, ...changes });
  }

  /** Who looks for an order wants it whatever its status, unless they have chosen one. */
  search(event) {
    event.preventDefault();
    const typed = [...new FormData(event.target)].map(([name, value]) => [name, value.trim()]);
    go(link(['orders'], { ...this.named, sort: this.sort, ...Object.fromEntries(typed) }));
  }

  render() {
    return html`<h1 tabindex="-1">${this.heading()}</h1>${this.form()}${this.content()}`;
  }

  /** While other filters are counted, what was there stays. */
  content() {
    const { state, data } = this.answer;
    this.around = data ?? this.around;
    return super.content(state === 'loading' && this.around ? { state: 'here', data: this.around } : this.answer);
  }

  form() {
    const field = (name, type) => html`<label>${text(`search.${name}`)}
      <input type=${type} name=${name} .value=${this.filters[name] ?? ''}></label>`;
    const more = ['item', 'lot', 'from', 'to'];
    return html`<form class="search" role="search" @submit=${this.search}>
      ${field('search', 'search')}
      <button>${text('search')}</button>
      <details ?open=${more.some(name => this.filters[name])}>
        <summary>${text('moreFilters')}</summary>
        <div class="search">${field('item', 'search')}${field('lot', 'search')}${field('from', 'date')}${field('to', 'date')}
          <button>${text('apply')}</button></div>
      </details>
    </form>`;
  }

  /** Names of what the list is narrowed by. */
  get chosen() {
    return Object.keys(this.filters).filter(name => this.filters[name] !== ANY);
  }

  show(around) {
    return html`<div class="browse">${this.choices(around)}<div>
      <p class="found"><span role="status">${this.total === undefined ? text('loading') : text('ordersFound', { count: quantity(this.total) })}</span>
        ${this.origin(around)}
        ${this.chosen.length ? html`<a href=${link(['orders'], { status: ANY, sort: this.sort })}>${text('allOrders')}</a>` : ''}</p>
      ${this.total === 0 ? nothingHere(text('noOrders')) : ''}
      ${this.rows()}
      <esteira-export name=${text('orders')} operation="orders-found" .variables=${this.list}
        .columns=${COLUMNS} .rows=${() => this.querySelector('esteira-rows').shown}></esteira-export>
      ${freshness(around.productionOrders.freshness)}</div></div>`;
  }

  choices({ statuses, companies, phases, late: [late] }) {
    const choice = (name, value, label, count) => ({ value, label, count: quantity(count), address: this.with({ [name]: value }) });
    const filter = (name, choices) => html`<esteira-choices name=${text(`by.${name}`)} .chosen=${this.chosen.includes(name) ? this.filters[name] : undefined}
      .any=${this.with({ [name]: name === 'status' ? ANY : '' })} .choices=${choices}></esteira-choices>`;
    const counted = new Map(statuses.map(({ key, count }) => [key.status, Number(count)]));
    const ofStatus = status => counted.get(status) ?? 0;
    const chosen = ['late', 'status', 'company', 'phase'].filter(name => this.chosen.includes(name)).length;
    return html`<details class="facets" ?open=${WIDE.matches}>
      <summary>${text('filters')}${chosen ? ` (${chosen})` : ''}</summary>
      ${filter('late', [choice('late', 'yes', text('onlyLate'), late?.count ?? 0)])}
      ${filter('status', [choice('status', 'open', text('open'), OPEN.map(ofStatus).reduce((sum, count) => sum + count)),
        ...STATUSES.map(status => choice('status', status, text(status), ofStatus(status)))])}
      ${filter('company', companies.map(({ key, count }) => choice('company', key.company, key.company, count)))}
      ${filter('phase', phases.filter(({ key }) => key.currentPhase?.code)
        .map(({ key: { currentPhase }, count }) => choice('phase', currentPhase.code, phaseOf(currentPhase), count)))}
    </details>`;
  }

  get list() {
    return { where: condition(this.filters), orderBy: order(this.sort) };
  }

  get columns() {
    return onScreen(COLUMNS).map(column => ({ ...column, ...ordering(this.sort, column.name, sort => this.with({ sort })) }));
  }

  rows() {
    const { company } = this.filters;
    return html`<esteira-rows caption=${text('orders')} ?hidden=${this.total === 0}
      .list=${{ field: 'productionOrders', type: 'ProductionOrder', selection: FIELDS, ...this.list }}
      .columns=${this.columns} .start=${Number(this.route.query.get('row'))} .at=${this.answer.at}
      .live=${[{ query: CHANGED, variables: { where: condition({ company }) } }]}
      @counted=${({ detail }) => this.total = detail}></esteira-rows>`;
  }

  origin({ productionOrders }) {
    return origin({
      name: text('figuresOfOrders'),
      figures: [
        { name: text('ordered'), meaning: text('means.ordered'), field: 'ProductionOrder.quantity' },
        { name: text('done'), meaning: text('means.done'), field: 'ProductionOrder.goodInErp' },
        { name: text('onItsWay'), meaning: text('means.onItsWay'), field: 'ProductionOrder.goodPending' },
        { name: text('due'), meaning: text('means.due'), field: 'ProductionOrder.plannedEnd' },
      ],
      sources: productionOrders.freshness,
    });
  }
}

customElements.define('esteira-orders', Orders);

export default {
  path: 'orders',
  label: text('orders'),
  view: route => route.parts.length > 1
    ? html`<esteira-order .route=${route}></esteira-order>`
    : html`<esteira-orders .route=${route}></esteira-orders>`,
};
