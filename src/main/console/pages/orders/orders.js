import { html } from 'lit';
import './order.js';
import { day, quantity, texts, today } from '../../language.js';
import { Page } from '../../page.js';
import { freshness, nothingHere, table } from '../../parts.js';
import { go, link } from '../../router.js';
import own from './texts.js';

const text = texts(own);

const PAGE = 50;
const STATUSES = ['PLANNED', 'RELEASED', 'IN_PROGRESS', 'SUSPENDED', 'CLOSED'];
const OPEN = ['RELEASED', 'IN_PROGRESS'];

const ORDERS = `query Orders($where: ProductionOrderWhere, $open: ProductionOrderWhere, $first: Int, $after: String, $last: Int, $before: String) {
  productionOrders(where: $where, first: $first, after: $after, last: $last, before: $before,
      orderBy: [{ plannedEnd: ASC }, { number: ASC }]) {
    totalCount
    nodes {
      id company number status quantity unit plannedEnd goodInErp goodPending
      currentPhase { code name }
      item { code description }
    }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    freshness { source company asOf stale }
  }
  companies: productionOrdersAggregate(groupBy: [{ company: VALUE }]) { key { company } }
  phases: productionOrdersAggregate(where: $open, groupBy: [{ currentPhase: { code: VALUE } }, { currentPhase: { name: VALUE } }]) {
    key { currentPhase { code name } }
    count
  }
}`;

/** Open for work, and planned to be finished before today. */
const isLate = order => OPEN.includes(order.status) && order.plannedEnd !== null && order.plannedEnd < today();

function condition({ search, status, company, phase, late }) {
  return { and: [
    ...search ? [{ or: [
      { number: { contains: search } },
      { item: { code: { contains: search } } },
      { item: { description: { contains: search } } },
    ] }] : [],
    ...status ? [{ status: { eq: status } }] : [],
    ...company ? [{ company: { eq: company } }] : [],
    ...phase ? [{ currentPhase: { code: { eq: phase } } }] : [],
    ...late ? [{ status: { in: OPEN }, plannedEnd: { lt: today() } }] : [],
  ] };
}

class Orders extends Page {

  heading() {
    return text('orders');
  }

  document() {
    return ORDERS;
  }

  variables({ query }) {
    const { after, before, ...filters } = Object.fromEntries(query);
    return {
      where: condition(filters),
      open: { and: [{ status: { in: OPEN } }, condition({ company: filters.company })] },
      ...before ? { last: PAGE, before } : { first: PAGE, after },
    };
  }

  /** The same list with other filters, from its first page. */
  with(changes) {
    const { after, before, ...filters } = Object.fromEntries(this.route.query);
    return link(['orders'], { ...filters, ...changes });
  }

  search(event) {
    event.preventDefault();
    go(this.with({ search: new FormData(event.target).get('search').trim() }));
  }

  render() {
    return html`<h1 tabindex="-1">${this.heading()}</h1>
      <form class="search" role="search" @submit=${this.search}>
        <label>${text('searchOrders')}
          <input type="search" name="search" .value=${this.route.query.get('search') ?? ''}></label>
        <button>${text('search')}</button>
      </form>
      ${this.content()}`;
  }

  show({ productionOrders: orders, companies, phases }) {
    return html`${this.filters(companies, phases)}
      <p role="status">${text('ordersFound', { count: quantity(orders.totalCount) })}</p>
      ${orders.nodes.length ? this.list(orders.nodes) : nothingHere(text('noOrders'))}
      ${this.pager(orders.pageInfo)}
      ${freshness(orders.freshness)}`;
  }

  filters(companies, phases) {
    const atPhases = phases.filter(({ key }) => key.currentPhase?.code);
    return html`<dl class="filters">
      ${this.filter('late', [['yes', text('onlyLate')]])}
      ${this.filter('status', STATUSES.map(status => [status, text(status)]))}
      ${this.filter('company', companies.map(({ key }) => [key.company, key.company]))}
      ${this.filter('phase', atPhases.map(({ key: { currentPhase: { code, name } }, count }) =>
        [code, `${code} ${name ?? ''} (${quantity(count)})`]))}
    </dl>`;
  }

  filter(name, choices) {
    const chosen = this.route.query.get(name);
    const choice = (value, label) => html`<dd><a href=${this.with({ [name]: value })}
      aria-current=${value === (chosen ?? '') ? 'true' : 'false'}>${label}</a></dd>`;
    return html`<div><dt>${text(`by.${name}`)}</dt>${choice('', text('all'))}
      ${choices.map(([value, label]) => choice(value, label))}</div>`;
  }

  list(orders) {
    return table(text('orders'), ['order', 'company', 'item', 'status', 'phase', 'due', 'ordered', 'done'].map(key => text(key)),
      orders.map(order => html`<tr>
        <td><a href=${link(['orders', order.id])}>${order.number}</a></td>
        <td>${order.company}</td>
        <td>${order.item.code}<br>${order.item.description}</td>
        <td>${text(order.status)}</td>
        <td>${order.currentPhase ? `${order.currentPhase.code} ${order.currentPhase.name ?? ''}` : ''}</td>
        <td class=${isLate(order) ? 'late' : ''}>${day(order.plannedEnd)}${isLate(order) ? html`<br>${text('late')}` : ''}</td>
        <td class="number">${quantity(order.quantity)} ${order.unit}</td>
        <td class="number">${quantity(order.goodInErp)}${order.goodPending === '0' ? ''
          : html`<br>${text('pending', { quantity: quantity(order.goodPending) })}`}</td>
      </tr>`));
  }

  pager({ hasPreviousPage, hasNextPage, startCursor, endCursor }) {
    return html`<nav class="pager" aria-label=${text('pagesOfList')}>
      ${hasPreviousPage ? html`<a rel="prev" href=${this.with({ before: startCursor })}>${text('previous')}</a>` : ''}
      ${hasNextPage ? html`<a rel="next" href=${this.with({ after: endCursor })}>${text('next')}</a>` : ''}
    </nav>`;
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
