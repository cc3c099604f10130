import { html } from 'lit';
import { ask } from '../../graphql.js';
import { day, moment, partOf, percent, quantity, texts } from '../../language.js';
import { origin } from '../../origin.js';
import { hasAny } from '../../me.js';
import { Page } from '../../page.js';
import { facts, freshness, nothingHere, number, table } from '../../parts.js';
import { link } from '../../router.js';
import { isLate } from './filters.js';
import { heading, SOURCES } from './lineage.js';
import { componentsOf, materials, MATERIALS } from './materials.js';
import { isPositive, minus } from '../post/decimal.js';
import { closedBy } from './open.js';
import { maySeeDeliveries, POSTINGS, postings } from './postings.js';
import { INSPECTIONS, inspections, mayInspect } from './quality.js';
import { REFUSED, refusedOf } from './refused.js';
import styles from './styles.js';
import own from './texts.js';
import { BEHIND, mayTrace, MOVES, trace } from './trace.js';

const text = texts(own);

/** Postings at first; the address says when more are wanted. */
const POSTINGS_SHOWN = 50;

/** Only with what the person's roles may read: a list that they may not read would be refused as a whole. */
const order = () => `query Order($id: ID!, $postings: Int!, $step: Int) {
  productionOrders(where: { id: { eq: $id }, or: [{ deletedAt: { isNull: true } }, { deletedAt: { isNull: false } }] }, first: 1) {
    freshness { source company asOf stale }
    nodes {
      id company source number type status sourceStatus quantity unit openedOn plannedStart plannedEnd endedOn observedAt deletedAt
      lot lotCode priority postingBlocked goodInErp goodPending scrapInErp scrapPending
      currentPhase { code name }
      ${MATERIALS()}
      steps { id sequence operation description status equipment goodInErp goodPending scrapInErp scrapPending phase { code name } }
      postings(first: $postings, where: { step: { sequence: { eq: $step } } }) { ${POSTINGS()} }
      ${maySeeDeliveries() ? REFUSED : ''}
      ${mayInspect() ? INSPECTIONS : ''}
      ${mayTrace() ? MOVES : ''}
    }
  }
  ${SOURCES()}
}`;

const CHANGES = [
  'subscription OrderChanged($id: ID!) { productionOrderChanged(where: { id: { eq: $id } }) { id } }',
  'subscription PostingsChanged($id: ID!) { postingsChanges(where: { order: { id: { eq: $id } } }) { cursor } }',
];
const INSPECTED = 'subscription Inspected($id: ID!) { inspectionChanged(where: { order: { id: { eq: $id } } }) { id } }';

const phaseOf = ({ code, name }) => `${code} ${name ?? ''}`;

/** One order: where it stands, what was posted on it, what it takes, how good it is, where it comes from and where it went. */
class Order extends Page {

  static styles = styles;

  heading() {
    const found = this.answer.data?.productionOrders.nodes[0];
    return found ? text('orderNumber', { number: found.number }) : text('order');
  }

  document() {
    return order();
  }

  variables({ parts: [, id], query }) {
    const step = query.get('step');
    return { id, postings: Number(query.get('postings')) || POSTINGS_SHOWN, ...step && { step: Number(step) } };
  }

  async read(route) {
    const data = await super.read(route);
    const [found] = data.productionOrders.nodes;
    return found && mayTrace() ? { ...data, behind: await ask(BEHIND, { company: found.company, lot: found.lotCode ?? '', items: componentsOf(found).map(({ item }) => item.id) }) } : data;
  }

  live({ parts: [, id] }) {
    return [...CHANGES, ...mayInspect() ? [INSPECTED] : []].map(query => ({ query, variables: { id } }));
  }

  /** The same order with other parameters of its address. */
  with(changes) {
    return link(this.route.parts, { ...Object.fromEntries(this.route.query), ...changes });
  }

  show(data) {
    const { productionOrders: { nodes: [found], freshness: all }, behind } = data;
    if (!found) {
      return this.missing();
    }
    const sources = all.filter(({ source, company }) => source === found.source && company === found.company);
    return html`${this.back()}
      ${found.deletedAt ? html`<p class="warned">${text('gone', { moment: moment(found.deletedAt) })}</p>` : ''}
      ${this.summary(found, sources)}
      ${heading('routing', found, data)}
      ${found.steps.length ? this.routing(found) : nothingHere(text('noSteps'))}
      ${heading('postings', found, data)}
      ${postings(found, { step: this.route.query.get('step'), with: changes => this.with(changes), changed: () => this.refresh() })}
      ${heading('materials', found, data)}
      ${materials(found)}
      ${mayInspect() ? html`${heading('quality', found, data)}${inspections(found)}` : ''}
      ${heading('trace', found, data)}
      ${trace(found, behind)}
      ${hasAny(['it']) ? html`<p><a href=${link(['routes', 'lineage', found.id])}>${text('lineage')}</a></p>` : ''}
      ${freshness(sources)}`;
  }

  back() {
    return html`<p><a href=${link(['orders'])}>${text('backToOrders')}</a></p>`;
  }

  missing() {
    return html`${this.back()}${nothingHere(text('noOrder'))}`;
  }

  /** What is no id names no order. */
  failed(failure) {
    return failure.code === 'BAD_USER_INPUT' ? this.missing() : super.failed(failure);
  }

  summary(found, sources) {
    const unit = found.unit ?? '';
    const figure = (key, field, rows = []) => origin({
      name: text(key),
      figures: [{ name: text(key), meaning: text(`means.${key}`), field: `ProductionOrder.${field}` }],
      seen: { source: found.source, at: found.observedAt },
      sources,
      rows,
    });
    const last = found.steps.at(-1);
    const atLast = last ? [[text('postingsOfStep', { step: last.sequence }), this.with({ step: last.sequence })]] : [];
    const all = [[text('allPostings'), this.with({ step: '' })]];
    return html`<section class="card">${facts([
      [text('item'), html`<a href=${link(['orders'], { item: found.item.code })}>${found.item.code}</a> ${found.item.description}`],
      [text('company'), found.company],
      [text('status'), html`${text(found.status)} <small>${text('code', { code: found.sourceStatus })}</small>`],
      [text('phase'), found.currentPhase ? html`<a href=${link(['orders'], { phase: found.currentPhase.code })}>${phaseOf(found.currentPhase)}</a>` : text('none')],
      [text('ordered'), `${quantity(found.quantity)} ${unit}`, figure('ordered', 'quantity')],
      [text('done'), html`${quantity(found.goodInErp)} ${unit} ${this.progress(found, found.goodInErp, text('progress'))}`, figure('done', 'goodInErp', atLast)],
      [text('onItsWay'), last ? this.onItsWay(found, last, unit) : text('none'), figure('onItsWay', 'goodPending', atLast)],
      [text('scrap'), html`${quantity(found.scrapInErp)} ${unit}${found.scrapPending === '0' ? '' : html` <small>${text('pending', { quantity: quantity(found.scrapPending) })}</small>`}`,
        figure('scrap', 'scrapInErp', all)],
      [text('opened'), day(found.openedOn) || text('none')],
      [text('due'), html`${day(found.plannedEnd) || text('none')}${isLate(found) ? html` <strong class="late">${text('late')}</strong>` : ''}`, figure('due', 'plannedEnd')],
      [text('lot'), found.lot ? html`<a href=${link(['orders'], { lot: found.lot })}>${found.lot}</a>` : text('none')],
      [text('takesPostings'), [text(closedBy(found) ? 'no' : 'yes'), closedBy(found)].filter(Boolean).join(': ')],
    ])}</section>`;
  }

  /** Of a step; what was refused on the way is told apart. */
  onItsWay(found, step, unit = '') {
    const refused = refusedOf(found, step, 'good');
    return html`${quantity(minus(step.goodPending, refused))} ${unit}${isPositive(refused)
      ? html`<br><small class="bad">${text('refused', { quantity: quantity(refused) })}</small>` : ''}`;
  }

  progress(found, done, label) {
    const part = partOf(done, found.quantity);
    return part === null ? '' : html`<span class="progress"><progress max="1" .value=${part} aria-label=${label}></progress> ${percent(part)}</span>`;
  }

  routing(found) {
    return table(text('routing'), [number(text('step')), text('operation'), text('phase'), text('status'), number(text('done')), number(text('onItsWay')),
      number(text('scrap')), text('progress')],
      found.steps.map(step => html`<tr class=${step.phase && step.phase.code === found.currentPhase?.code ? 'here' : ''}>
        <td class="number">${step.sequence}</td>
        <td>${step.operation}${step.description ? html`<br>${step.description}` : ''}</td>
        <td>${step.phase ? phaseOf(step.phase) : ''}</td>
        <td>${text(`step.${step.status}`)}</td>
        <td class="number">${quantity(step.goodInErp)}</td>
        <td class="number">${this.onItsWay(found, step)}</td>
        <td class="number">${quantity(step.scrapInErp)}</td>
        <td>${this.progress(found, step.goodInErp, text('progressOf', { step: step.sequence }))}</td>
      </tr>`));
  }
}

customElements.define('esteira-order', Order);
