import { html } from 'lit';

/**
 * Figures of many things below each other; on a narrow screen each thing is a card of its own, with the same roles for those who hear it.
 *
 * @param columns each with its label and a function of the row that shows its cell; the first one names the row
 * @param tone class of a row
 * @param total cells of a last row, where they add up to something
 */
export const figures = ({ caption, columns, rows, tone = () => '', total }) => html`<div class="scroll" tabindex="0" role="region" aria-label=${caption}>
  <table class="figures" role="table" aria-label=${caption}>
    <thead role="rowgroup"><tr role="row">${columns.map(({ label, words }, index) =>
      html`<th scope="col" role="columnheader" class=${words || !index ? '' : 'number'}>${label}</th>`)}</tr></thead>
    <tbody role="rowgroup">${rows.map(row => line(columns, row, tone(row)))}</tbody>
    ${total ? html`<tfoot role="rowgroup">${line(columns, total, 'total')}</tfoot>` : ''}
  </table>
</div>`;

const line = ([first, ...others], row, tone) => html`<tr role="row" class=${tone}>
  <th scope="row" role="rowheader">${first.show(row)}</th>
  ${others.map(({ label, show, words, mark }) => html`<td role="cell" data-label=${label}
    class="${words ? 'words' : 'number'} ${mark?.(row) ? 'changed' : ''}">${show(row)}</td>`)}
</tr>`;
