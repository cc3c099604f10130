/** What an order makes by size and colour, what it consumes, and what there is of it. */
import { html } from 'lit';
import { quantity, texts } from '../../language.js';
import { hasAny } from '../../me.js';
import { nothingHere, number, table } from '../../parts.js';
import { link } from '../../router.js';
import own from './texts.js';

const text = texts(own);

export const maySeeStock = () => hasAny(['planner', 'leader', 'analyst', 'buyer', 'it']);
const STOCK = 'stockBalances { stockClass quantity reserved }';

/** The order's item and lines, with stock where the person's roles may read it. */
export const MATERIALS = () => {
  const stock = maySeeStock() ? STOCK : '';
  const made = `id code description ${stock} billOfMaterialLines { quantity componentClass component { code description unit ${stock} } }`;
  return `item { ${made} } lines { size color planned good secondQuality item { ${made} } }`;
};

/** @returns the items that the order makes, each with the quantity: those of its lines, where these name any, else its own */
export function componentsOf({ item, quantity: ordered, lines }) {
  const named = lines.filter(line => line.item).map(line => ({ item: line.item, pieces: line.planned }));
  return named.length ? named : [{ item, pieces: ordered ?? '0' }];
}

export function materials(order) {
  const needs = needsOf(order);
  return html`${order.lines.length ? lines(order) : ''}
    ${needs.length ? components(needs) : nothingHere(text('noMaterials'))}`;
}

/** What all of the order consumes of each component. */
function needsOf(order) {
  const needs = new Map();
  for (const { item, pieces } of componentsOf(order)) {
    for (const { component, componentClass, quantity: perPiece } of item.billOfMaterialLines) {
      const need = needs.get(component.code) ?? { component, componentClass, total: 0 };
      needs.set(component.code, { ...need, total: need.total + Number(perPiece) * Number(pieces) });
    }
  }
  return [...needs.values()].sort((one, other) => one.component.code.localeCompare(other.component.code));
}

const stockOf = ({ stockBalances = [] }) => stockBalances.map(({ stockClass, quantity: there, reserved }) => html`<div>
  ${text('stockOfClass', { stockClass })}: ${quantity(there)}${Number(reserved) ? html` <small>${text('reserved', { quantity: quantity(reserved) })}</small>` : ''}</div>`);

const lines = ({ lines: all }) => table(text('sizes'), [text('item'), text('size'), text('color'),
  ...['ordered', 'firstQuality', 'secondQuality'].map(key => number(text(key))), ...maySeeStock() ? [text('stock')] : []], all.map(({ item, size, color, planned, good, secondQuality }) => html`<tr>
    <td>${item?.code}</td><td>${size}</td><td>${color}</td>
    <td class="number">${quantity(planned)}</td><td class="number">${quantity(good)}</td><td class="number">${quantity(secondQuality)}</td>
    ${maySeeStock() ? html`<td>${item ? stockOf(item) : ''}</td>` : ''}
  </tr>`));

const components = needs => table(text('materials'), [text('component'), text('kind'), number(text('needed')), ...maySeeStock() ? [text('stock')] : []],
  needs.map(({ component, componentClass, total }) => html`<tr>
    <td><a href=${link(['orders'], { item: component.code })}>${component.code}</a><br>${component.description}</td>
    <td>${componentClass}</td>
    <td class="number">${quantity(total)} ${component.unit}</td>
    ${maySeeStock() ? html`<td>${stockOf(component)}</td>` : ''}
  </tr>`));
