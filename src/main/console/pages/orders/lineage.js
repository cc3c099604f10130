/** Of each section of an order what its figures mean, and how old the sources are that they come from. */
import { html } from 'lit';
import { texts } from '../../language.js';
import { origin } from '../../origin.js';
import { maySeeStock } from './materials.js';
import { mayInspect } from './quality.js';
import own from './texts.js';
import { mayTrace } from './trace.js';

const text = texts(own);

const FRESHNESS = '{ freshness { source company asOf stale } }';

/** By section, what its figures are called and the fields that hold them. */
const FIGURES = {
  routing: { done: 'OrderStep.goodInErp', onItsWay: 'OrderStep.goodPending', scrap: 'OrderStep.scrapInErp' },
  postings: { good: 'Posting.good', scrap: 'Posting.scrap', rework: 'Posting.rework', delivery: 'Delivery.state' },
  materials: {
    ordered: 'OrderLine.planned', firstQuality: 'OrderLine.good', secondQuality: 'OrderLine.secondQuality',
    needed: 'BillOfMaterialLine.quantity', stock: 'StockBalance.quantity',
  },
  quality: { inspected: 'Inspection.lotSize', verdict: 'Inspection.verdict' },
  trace: { lotBrings: 'LotForecast.pieces', ordered: 'SalesOrderLine.ordered', invoiced: 'SalesOrderLine.invoiced', pieces: 'SubcontractNote.pieces' },
};

/** Lists that feed the sections beside that of orders, for how old they are; by the name of the section. */
export const SOURCES = () => `
  postings: postings(where: { order: { id: { eq: $id } } }, first: 1) ${FRESHNESS}
  ${maySeeStock() ? `materials: stockBalances(first: 1) ${FRESHNESS}` : ''}
  ${mayInspect() ? `quality: inspections(where: { order: { id: { eq: $id } } }, first: 1) ${FRESHNESS}` : ''}
  ${mayTrace() ? `trace: salesOrders(first: 1) ${FRESHNESS}` : ''}`;

/**
 * The heading of a section, with the way to where its figures come from.
 *
 * @param name of the section
 * @param order whose figures they are
 * @param data the page's answer, with what SOURCES asks for
 */
export function heading(name, order, data) {
  const { freshness } = data[name] ?? data.productionOrders;
  return html`<div class="titled"><h2 id=${name}>${text(name)}</h2>${origin({
    name: text(name),
    figures: Object.entries(FIGURES[name]).map(([key, field]) => ({ name: text(key), meaning: text(`means.${name}.${key}`), field })),
    seen: { source: order.source, at: order.observedAt },
    sources: freshness.filter(({ company }) => company === order.company),
  })}</div>`;
}
