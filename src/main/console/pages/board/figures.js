import { html } from 'lit';
import { cell, kindOf, onScreen } from '../../columns.js';
import { text } from './texts.js';

/** A column that is called like what it has of a row. */
export const column = (key, more) => ({ label: text(key), value: row => row[key], ...more });
export const figure = (key, more) => column(key, { figure: true, ...more });

/**
 * Figures of many things below each other; on a narrow screen each thing is a card of its own, with the same roles for those who hear it.
 *
 * @param columns the first one names the row; mark(row): whether the cell has just changed
 * @param tone class of a row
 * @param total cells of a last row, where they add up to something
 */
export const figures = ({ caption, columns, rows, tone = () => '', total }) => {
  const shown = onScreen(columns);
  return html`<div class="scroll" tabindex="0" role="region" aria-label=${caption}>
    <table class="figures" role="table" aria-label=${caption}>
      <thead role="rowgroup"><tr role="row">${shown.map(each => html`<th scope="col" role="columnheader" class=${kindOf(each)}>${each.label}</th>`)}</tr></thead>
      <tbody role="rowgroup">${rows.map(row => line(shown, row, tone(row)))}</tbody>
      ${total ? html`<tfoot role="rowgroup">${line(shown, total, 'total')}</tfoot>` : ''}
    </table>
  </div>`;
};

const line = ([first, ...others], row, tone) => html`<tr role="row" class=${tone}>
  <th scope="row" role="rowheader">${cell(first, row)}</th>
  ${others.map(each => html`<td role="cell" data-label=${each.label}
    class="${kindOf(each)} ${each.mark?.(row) ? 'changed' : ''}">${cell(each, row) || text('none')}</td>`)}
</tr>`;
