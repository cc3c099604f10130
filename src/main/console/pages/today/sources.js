/** As of when the day is known. */
import { html } from 'lit';
import { moment } from '../../language.js';
import { nothingHere, table } from '../../parts.js';
import { text } from './texts.js';

/**
 * @param lists of orders, postings and stops, with the freshness of each
 * @returns what each list is known as of, by source and company; what is old comes first
 */
export function bySource(lists) {
  const all = lists.flatMap(({ freshness: known }, list) => known.map(source => ({ ...source, list })));
  return Object.entries(Object.groupBy(all, ({ source, company }) => `${source}, ${company}`))
    .map(([name, known]) => ({ name, lists: lists.map((_, wanted) => known.find(({ list }) => list === wanted)), stale: known.some(({ stale }) => stale) }))
    .sort((one, other) => other.stale - one.stale || one.name.localeCompare(other.name));
}

/** What must be known before any figure is believed, beside that the first reading still goes on, which is told above every page. */
export function warning(sources) {
  const names = sources.filter(({ lists }) => lists.some(known => known?.stale && known.asOf)).map(({ name }) => name);
  return names.length ? html`<p class="warned" role="status">${text('oldData', { sources: names.join('; ') })} <a href="#freshness" @click=${toSources}>${text('seeSources')}</a></p>` : '';
}

function toSources(event) {
  event.preventDefault();
  const heading = document.getElementById('freshness');
  heading.scrollIntoView();
  heading.focus();
}

const cell = known => known
  ? html`<td class=${known.stale ? 'late' : ''}>${moment(known.asOf)}${known.stale ? html`<br>${text('stale')}` : ''}</td>`
  : html`<td>${text('none')}</td>`;

export const freshness = sources => html`<h2 id="freshness" tabindex="-1">${text('freshness')}</h2>
  ${sources.length ? table(text('freshness'), ['origin', 'orders', 'postings', 'stops'].map(key => text(key)),
    sources.map(({ name, lists }) => html`<tr><th scope="row">${name}</th>${lists.map(cell)}</tr>`)) : nothingHere(text('noSources'))}`;
