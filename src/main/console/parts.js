/** What several pages show alike. */
import { html } from 'lit';
import { kindOf } from './columns.js';
import { tell } from './dialog.js';
import { moment, text } from './language.js';
import { logIn } from './session.js';

export const nothingHere = words => html`<p class="state" role="status">${words}</p>`;

/** For those whose login has ended. */
export const loginButton = () => html`<button
  @click=${() => logIn().catch(({ message }) => tell(text('loginFailed', { message })))}>${text('logIn')}</button>`;

/** Which source says so, and how old it can be. */
export const freshness = sources => html`<ul class="source" aria-label=${text('sources')}>
  ${sources.map(({ source, company, asOf, stale }) => html`<li class=${stale ? 'late' : ''}>
    ${text('asOf', { source, company, moment: moment(asOf) })}${stale ? html` · ${text('stale')}` : ''}
  </li>`)}
</ul>`;

/** The heading of a column of numbers. */
export const number = label => ({ label, figure: true });

/**
 * A table that a narrow screen scrolls by itself, with the keyboard too.
 *
 * @param headings texts or columns, those over numbers by number(label)
 */
export const table = (caption, headings, rows) => html`<div class="scroll" tabindex="0" role="region" aria-label=${caption}>
  <table>
    <thead><tr>${headings.map(heading => html`<th scope="col" class=${kindOf(heading)}>${heading.label ?? heading}</th>`)}</tr></thead>
    <tbody>${rows}</tbody>
  </table>
</div>`;

/** @param of each fact its name, its value and, where it is a figure, the button of its origin */
export const facts = of => html`<dl class="facts">
  ${of.map(([name, value, from]) => html`<div><dt>${name}${from}</dt><dd>${value}</dd></div>`)}
</dl>`;
