/** Inspections of what an order makes. */
import { html } from 'lit';
import { day, moment, quantity, texts } from '../../language.js';
import { hasAny } from '../../me.js';
import { nothingHere, number, table } from '../../parts.js';
import own from './texts.js';

const text = texts(own);

export const mayInspect = () => hasAny(['quality', 'leader', 'planner', 'analyst', 'it']);

export const INSPECTIONS = `inspections(first: 100) {
  totalCount
  nodes { operation operationName lot serialNumber lotSize unit createdOn status sourceStatus verdict sourceVerdict source sourceKey observedAt }
}`;

const KINDS = { APPROVED: 'good', REJECTED: 'bad' };

export const inspections = ({ inspections: { nodes, totalCount } }) => nodes.length ? html`
  ${table(text('quality'), [text('day'), text('operation'), text('lot'), number(text('inspected')), text('status'), text('verdict'), text('seenAt')], nodes.map(row))}
  ${nodes.length < totalCount ? html`<p>${text('newestInspections', { count: nodes.length, total: quantity(totalCount) })}</p>` : ''}`
  : nothingHere(text('noInspections'));

const row = inspection => html`<tr>
  <td>${day(inspection.createdOn)}</td>
  <td>${inspection.operation ?? text('allOperations')} ${inspection.operationName}</td>
  <td>${inspection.lot}${inspection.serialNumber ? html`<br>${inspection.serialNumber}` : ''}</td>
  <td class="number">${quantity(inspection.lotSize)} ${inspection.unit}</td>
  <td>${text(`inspection.${inspection.status}`)} <small>${text('code', { code: inspection.sourceStatus })}</small></td>
  <td>${inspection.verdict ? html`<strong class=${KINDS[inspection.verdict] ?? ''}>${text(`verdict.${inspection.verdict}`)}</strong>
    <small>${text('code', { code: inspection.sourceVerdict })}</small>` : text('undecided')}</td>
  <td>${text('sighting', { source: inspection.source, key: inspection.sourceKey, moment: moment(inspection.observedAt) })}</td>
</tr>`;
