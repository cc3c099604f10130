import { html } from 'lit';
import { moment, quantity } from '../../language.js';
import { listing } from '../../listing.js';
import { nothingHere } from '../../parts.js';
import { link } from '../../router.js';
import { actions, BAD, DELIVERY, saying, status } from './desk.js';
import { counted, Desk } from './frame.js';
import { text } from './texts.js';

const DELIVERIES = `query Deliveries($where: DeliveryWhere, $first: Int, $after: String, $last: Int, $before: String) {
  deliveries(where: $where, first: $first, after: $after, last: $last, before: $before, orderBy: [{ createdAt: DESC }]) {
    totalCount
    nodes {
      ${DELIVERY}
      attemptLog { at kind outcome detail millis }
    }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  }
  all: deliveriesAggregate(groupBy: [{ company: VALUE }, { target: VALUE }, { state: VALUE }]) { key { company target state } count }
}`;

const VIEWS = {
  waiting: BAD,
  underWay: ['PENDING', 'SENDING', 'RETRYING', 'UNCERTAIN'],
  ended: ['DELIVERED', 'CANCELLED', 'CLOSED_BY_HAND'],
};

/** What is on its way to the ERPs, or waits for a person, with what the person can do. */
class Deliveries extends Desk {

  heading() {
    return text('part.deliveries');
  }

  document() {
    return DELIVERIES;
  }

  /** States that the address asks for. */
  get states() {
    const { state, view } = this.filters;
    return state ? [state] : VIEWS[view] ?? [...VIEWS.waiting, ...VIEWS.underWay];
  }

  variables() {
    const { company, target } = this.filters;
    return { ...this.page(), where: {
      state: { in: this.states }, ...company && { company: { eq: company } }, ...target && { target: { eq: target } },
    } };
  }

  live() {
    return [{ query: 'subscription Delivered { postingDelivered { id } }' }];
  }

  /** What does not arrive is told by no subscription. */
  get again() {
    return 15_000;
  }

  show({ deliveries: { totalCount, nodes, pageInfo }, all }) {
    const views = Object.entries(VIEWS).map(([name, states]) => [name, all.filter(({ key }) => states.includes(key.state)).reduce((sum, { count }) => sum + count, 0)]);
    return html`<dl class="filters">
        ${this.filter('view', views, name => text(`view.${name}`))}
        ${this.filter('state', counted(all, 'state'), state => text(`delivery.${state}`))}
        ${this.filter('target', counted(all, 'target'))}
        ${this.filter('company', counted(all, 'company'))}
      </dl>
      <p role="status">${text('deliveriesFound', { count: quantity(totalCount) })}</p>
      ${nodes.length ? this.list(nodes) : nothingHere(text('noDeliveries'))}
      ${this.pager(pageInfo)}`;
  }

  list(rows) {
    return listing({
      caption: text('part.deliveries'),
      name: text('part.deliveries'),
      rows,
      columns: [
        { label: text('made'), value: ({ createdAt }) => createdAt, show: ({ createdAt, target }) => html`${moment(createdAt)}<br>→ ${target}` },
        { label: text('company'), value: ({ company }) => company },
        { label: text('what'), value: saying, show: delivery => this.subject(delivery) },
        { label: text('reference'), value: ({ reference }) => reference, show: ({ id, reference, erpKey }) => html`<a href=${link(['routes', 'deliveries', id])}>${reference}</a>${erpKey ? html`<br>${erpKey}` : ''}` },
        { label: text('status'), value: ({ state }) => text(`delivery.${state}`), show: status },
        { label: text('why'), value: ({ reasonCode, reasonText }) => [reasonCode, reasonText].filter(word => word).join(': '), show: reason },
        { label: text('tried'), value: ({ attempts }) => attempts, show: tries },
        { label: text('action'), show: delivery => actions(this, delivery) },
      ],
    });
  }

  subject({ kind, lossReason, posting, order, step, downtime }) {
    const loss = lossReason ? html`<br>${text('lossReason', { reason: lossReason })}` : '';
    return posting
      ? html`${text(`kind.${kind}`)} <a href=${link(['orders', order.id])}>${order.number}</a> · ${text('stepOf', { step: named(step) })}<br>
        ${text('quantities', { good: quantity(posting.good), scrap: quantity(posting.scrap) })}${loss}`
      : html`${text(`kind.${kind}`)} ${downtime.equipment.code} · ${downtime.reason}<br>${moment(downtime.startedAt)}`;
  }
}

/** Some sources call an operation by its number alone. */
const named = ({ sequence, operation }) => String(sequence) === operation ? operation : `${sequence} ${operation}`;

const reason = ({ reasonCode, reasonText }) => html`${reasonText}${reasonCode ? html`<br><small>${reasonCode}</small>` : ''}`;

const tries = ({ attempts, attemptLog }) => attemptLog.length ? html`<details><summary>${quantity(attempts)}</summary>
  <ol class="tries">${attemptLog.map(({ at, kind, outcome, detail, millis }) => html`<li>${moment(at)} · ${text(`attempt.${kind}`)} · ${outcome} · ${quantity(millis)} ms<br>${detail}</li>`)}</ol>
</details>` : quantity(attempts);

customElements.define('esteira-deliveries', Deliveries);
