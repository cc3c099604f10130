import { html } from 'lit';
import { day, moment, quantity, texts } from '../../language.js';
import { Page } from '../../page.js';
import { facts, freshness, nothingHere, table } from '../../parts.js';
import { link } from '../../router.js';
import own from './texts.js';

const text = texts(own);

const ORDER = `query Order($id: ID!) {
  productionOrders(where: { id: { eq: $id } }, first: 1) {
    freshness { source company asOf stale }
    nodes {
      company source number status sourceStatus quantity unit openedOn plannedStart plannedEnd endedOn observedAt lot priority postingBlocked
      goodInErp goodPending scrapInErp scrapPending
      currentPhase { code name }
      item { code description }
      steps { id sequence operation description status equipment goodInErp goodPending scrapInErp phase { code name } }
      postings(first: 50) {
        nodes { id postedOn good scrap rework operator origin state inErp step { sequence } }
        pageInfo { hasNextPage }
      }
    }
  }
}`;

const phaseOf = ({ code, name }) => `${code} ${name ?? ''}`;

/** One order with its routing and what was posted on it. */
class Order extends Page {

  heading() {
    const order = this.answer.data?.productionOrders.nodes[0];
    return order ? text('orderNumber', { number: order.number }) : text('order');
  }

  document() {
    return ORDER;
  }

  variables({ parts: [, id] }) {
    return { id };
  }

  show({ productionOrders: { nodes: [order], freshness: sources } }) {
    if (!order) {
      return nothingHere(text('noOrder'));
    }
    return html`<p><a href=${link(['orders'])}>${text('backToOrders')}</a></p>
      ${this.summary(order)}
      <h2>${text('routing')}</h2>
      ${order.steps.length ? this.routing(order) : nothingHere(text('noSteps'))}
      <h2>${text('postings')}</h2>
      ${order.postings.nodes.length ? this.postings(order.postings) : nothingHere(text('noPostings'))}
      <p class="source">${text('seen', { source: order.source, moment: moment(order.observedAt) })}</p>
      ${freshness(sources.filter(({ source, company }) => source === order.source && company === order.company))}`;
  }

  summary(order) {
    return facts([
      [text('item'), `${order.item.code} ${order.item.description ?? ''}`],
      [text('company'), order.company],
      [text('status'), `${text(order.status)} (${order.sourceStatus})`],
      [text('phase'), order.currentPhase ? phaseOf(order.currentPhase) : text('none')],
      [text('ordered'), `${quantity(order.quantity)} ${order.unit ?? ''}`],
      [text('done'), quantity(order.goodInErp)],
      [text('onItsWay'), quantity(order.goodPending)],
      [text('scrap'), quantity(order.scrapInErp)],
      [text('opened'), day(order.openedOn) || text('none')],
      [text('due'), day(order.plannedEnd) || text('none')],
      [text('lot'), order.lot ?? text('none')],
      [text('takesPostings'), text(order.postingBlocked ? 'no' : 'yes')],
    ]);
  }

  routing(order) {
    return table(text('routing'), ['step', 'operation', 'phase', 'status', 'done', 'onItsWay', 'scrap', 'progress'].map(key => text(key)),
      order.steps.map(step => html`<tr>
        <td class="number">${step.sequence}</td>
        <td>${step.operation}<br>${step.description}</td>
        <td>${step.phase ? phaseOf(step.phase) : ''}</td>
        <td>${text(`step.${step.status}`)}</td>
        <td class="number">${quantity(step.goodInErp)}</td>
        <td class="number">${quantity(step.goodPending)}</td>
        <td class="number">${quantity(step.scrapInErp)}</td>
        <td>${Number(order.quantity) > 0 ? html`<progress max=${order.quantity} .value=${Number(step.goodInErp)}
          aria-label=${text('progressOf', { step: step.sequence })}></progress>` : ''}</td>
      </tr>`));
  }

  postings({ nodes, pageInfo }) {
    return html`${table(text('postings'), ['day', 'step', 'good', 'scrap', 'rework', 'operator', 'origin', 'inErp'].map(key => text(key)),
      nodes.map(posting => html`<tr>
        <td>${day(posting.postedOn)}</td>
        <td class="number">${posting.step.sequence}</td>
        <td class="number">${quantity(posting.good)}</td>
        <td class="number">${quantity(posting.scrap)}</td>
        <td class="number">${quantity(posting.rework)}</td>
        <td>${posting.operator}</td>
        <td>${text(`origin.${posting.origin}`)}</td>
        <td>${posting.state === 'REVERSED' ? text('reversed') : text(posting.inErp ? 'yes' : 'no')}</td>
      </tr>`))}
      ${pageInfo.hasNextPage ? html`<p>${text('newestPostings', { count: nodes.length })}</p>` : ''}`;
  }
}

customElements.define('esteira-order', Order);
