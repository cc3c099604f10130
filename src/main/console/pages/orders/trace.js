/** Where an order comes from, for whom it is made, and where its pieces went. */
import { html } from 'lit';
import { day, moment, quantity, texts } from '../../language.js';
import { hasAny } from '../../me.js';
import { facts, nothingHere, number, table } from '../../parts.js';
import { link } from '../../router.js';
import own from './texts.js';

const text = texts(own);

/** Whether the person's roles may read lots, demand and subcontracting. */
export const mayTrace = () => hasAny(['planner', 'leader', 'analyst', 'buyer', 'it']);

/** Of the order itself. */
export const MOVES = `
  subcontractShipments { number pieces open releasedOn phase { code name } subcontractor { code name } }
  subcontractNotes { direction day pieces phase { code name } subcontractor { code name } }`;

/** What leads to the order: its lot, and customers who wait for what it makes. */
export const BEHIND = `query Behind($company: String!, $lot: String!, $items: [ID!]!) {
  lots(where: { company: { eq: $company }, code: { eq: $lot } }, first: 1) {
    nodes { code description source observedAt
      forecasts(where: { item: { id: { in: $items } } }, first: 500) { totalCount nodes { size color pieces item { code } } } }
  }
  salesOrders(where: { company: { eq: $company }, cancelled: { eq: false }, lines: { item: { id: { in: $items } } } },
      orderBy: [{ plannedInvoiceOn: ASC }, { number: ASC }], first: 50) {
    totalCount
    nodes { number source customer issuedOn plannedInvoiceOn commercialBlock creditBlock
      lines(where: { item: { id: { in: $items } } }) { ordered invoiced cancelled item { code } } }
  }
}`;

export const trace = (order, behind) => html`<section class="card">${facts([
  [text('source'), order.source],
  [text('seenAt'), moment(order.observedAt)],
  [text('type'), order.type ?? text('none')],
  [text('priority'), order.priority ?? text('none')],
  [text('lot'), order.lot ? html`<a href=${link(['orders'], { lot: order.lotCode ?? order.lot })}>${order.lotCode} ${order.lot}</a>` : text('none')],
  ...behind ? lotFacts(behind.lots.nodes) : [],
])}</section>
  ${behind ? html`<details><summary>${text('customersOrders')} (${quantity(behind.salesOrders.totalCount)})</summary>${demand(behind.salesOrders)}</details>
    <h3>${text('moves')}</h3>${moves(order)}` : ''}`;

const lotFacts = ([lot]) => lot ? [
  [text('lotSeen'), `${lot.source}, ${moment(lot.observedAt)}`],
  [text('lotBrings'), quantity(lot.forecasts.nodes.reduce((sum, { pieces }) => sum + Number(pieces), 0))],
] : [];

const demand = ({ nodes, totalCount }) => nodes.length ? html`
  ${table(text('customersOrders'), [...['salesOrder', 'customer', 'issued', 'toInvoice', 'item'].map(key => text(key)),
    number(text('ordered')), number(text('invoiced')), text('blocks')],
    nodes.flatMap(order => order.lines.map(line => html`<tr>
      <td>${order.number}</td><td>${order.customer}</td><td>${day(order.issuedOn)}</td><td>${day(order.plannedInvoiceOn)}</td>
      <td>${line.item.code}</td>
      <td class="number">${quantity(line.ordered)}</td><td class="number">${quantity(line.invoiced)}</td>
      <td>${[order.commercialBlock && text('commercialBlock'), order.creditBlock && text('creditBlock')].filter(block => block).join(', ')}</td>
    </tr>`)))}
  ${nodes.length < totalCount ? html`<p>${text('firstSalesOrders', { count: nodes.length, total: quantity(totalCount) })}</p>` : ''}`
  : nothingHere(text('noSalesOrders'));

function moves({ subcontractShipments: shipments, subcontractNotes: notes }) {
  const rows = [
    ...shipments.map(({ number, open, releasedOn, ...move }) => ({ ...move, day: releasedOn, what: text(open ? 'shipmentOpen' : 'shipment', { number }) })),
    ...notes.map(({ direction, ...move }) => ({ ...move, what: text(`note.${direction}`) })),
  ].sort((one, other) => (one.day ?? '').localeCompare(other.day ?? ''));
  return rows.length ? table(text('moves'), [...['day', 'what', 'subcontractor', 'phase'].map(key => text(key)), number(text('pieces'))], rows.map(move => html`<tr>
    <td>${day(move.day)}</td><td>${move.what}</td><td>${move.subcontractor.code} ${move.subcontractor.name}</td>
    <td>${move.phase ? `${move.phase.code} ${move.phase.name ?? ''}` : ''}</td><td class="number">${quantity(move.pieces)}</td>
  </tr>`)) : nothingHere(text('noMoves'));
}
