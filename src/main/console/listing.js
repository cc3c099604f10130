/** A table whose rows can be saved as they are on screen. */
import { css, html } from 'lit';
import { cell, kindOf } from './columns.js';
import { text } from './language.js';
import { save } from './sheet.js';

document.adoptedStyleSheets.push(css`
  .listing td { overflow-wrap: break-word; }
  @media (max-width: 48rem) {
    .listing, .listing tbody, .listing tr { display: block; }
    .listing thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
    .listing tr { padding: .5rem 0; border-bottom: 1px solid var(--line); }
    .listing td { display: grid; grid-template-columns: minmax(6rem, 2fr) 3fr; gap: .5rem; padding: .125rem .75rem; border: 0; overflow-wrap: anywhere; text-align: left; white-space: normal; }
    .listing td::before { content: attr(data-label); color: var(--muted); }
  }
`.styleSheet);

/**
 * On a narrow screen each row is a card, with the same roles for those who hear it.
 *
 * @param caption what the rows are; name: of the file, without its ending
 * @param rows what is shown, all of it
 */
export const listing = ({ caption, name, columns, rows }) => html`<div class="scroll" tabindex="0" role="region" aria-label=${caption}>
    <table class="listing" role="table" aria-label=${caption}>
      <thead role="rowgroup"><tr role="row">${columns.map(column => html`<th scope="col" role="columnheader" class=${kindOf(column)}>${column.label}</th>`)}</tr></thead>
      <tbody role="rowgroup">${rows.map(row => html`<tr role="row">${columns.map(column => html`<td role="cell" class=${kindOf(column)} data-label=${column.label}>
        <div>${cell(column, row)}</div></td>`)}</tr>`)}</tbody>
    </table></div>
    <p class="actions"><button @click=${() => save(name, columns, rows)}>${text('export')}</button></p>`;
