/** What differs between two states of a record. */
import { html } from 'lit';
import { table } from '../../parts.js';
import { text } from './texts.js';

/** A JSON Pointer as people name a field: /rows/0/q is rows › 0 › q. */
const named = path => path.split('/').slice(1).map(part => part.replaceAll('~1', '/').replaceAll('~0', '~')).join(' › ') || text('wholeRecord');

const value = json => json == null ? html`<span class="well">${text('absent')}</span>` : html`<code>${json}</code>`;

/** @param rows each with path, before and after, both as JSON or null */
export const changes = (rows, caption = text('changes')) => html`<div class="changes">${table(caption, [text('field'), text('before'), text('after')], rows.map(({ path, before, after }) => html`<tr>
  <th scope="row">${named(path)}</th><td class="gone">${value(before)}</td><td class="came">${value(after)}</td></tr>`))}</div>`;
