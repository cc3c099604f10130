import { css, html } from 'lit';
import { tell } from '../../dialog.js';
import { ask } from '../../graphql.js';
import { inWords, quantity } from '../../language.js';
import { Page } from '../../page.js';
import { link } from '../../router.js';
import { text } from './texts.js';

/** Rows of a page of a list. */
export const PAGE = 50;

const PARTS = ['', 'quarantine', 'deliveries', 'reconciliations', 'sources'];

/** Adds up groups by one of their keys: values with how many rows they have, in the order of their names. */
export function counted(groups, key) {
  const sums = new Map();
  groups.forEach(group => sums.set(group.key[key], (sums.get(group.key[key]) ?? 0) + group.count));
  return [...sums].sort(([one], [other]) => one.localeCompare(other));
}

/** A page of what IT looks after: its parts as links, and filters that are links too. */
export class Desk extends Page {

  static styles = css`
    .tabs { display: flex; flex-wrap: wrap; gap: .25rem .5rem; margin: 0 0 1rem; border-bottom: 1px solid var(--line); }
    .tabs a { padding: .5rem .75rem; text-decoration: none; border-bottom: 3px solid transparent; }
    .tabs a:hover, .tabs a[aria-current="page"] { border-color: var(--accent); }
    .tabs a[aria-current="page"] { color: var(--text); font-weight: 600; }
    .bad { color: var(--failure); font-weight: 600; }
    .well { color: var(--muted); }
    .does { display: flex; flex-wrap: wrap; gap: .375rem; }
    .does button { white-space: nowrap; min-height: 2rem; padding: .125rem .5rem; }
    pre { margin: .5rem 0 0; padding: .5rem; max-width: min(60rem, 80vw); max-height: 20rem; overflow: auto; background: var(--ground); white-space: pre-wrap; overflow-wrap: anywhere; }
    details summary { cursor: pointer; min-height: 1.5rem; color: var(--accent); }
    dialog label { display: grid; margin: .5rem 0; }
    .tries { margin: .25rem 0; padding-left: 1.25rem; }
    .does a.button { display: inline-flex; align-items: center; min-height: 2rem; padding: .125rem .5rem; border: 1px solid var(--muted); border-radius: 6px; color: inherit; text-decoration: none; }
    .job { margin: 0 0 1rem; }
    .job progress { width: min(30rem, 100%); }
    .beside { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: 1rem; }
    .beside h2 { margin-top: 0; }
    .beside pre, pre { font: .875rem/1.5 ui-monospace, monospace; }
    .beside pre { max-width: none; max-height: 36rem; border: 1px solid var(--line); border-radius: 6px; background: var(--surface); }
    textarea.code { width: 100%; font: .875rem/1.5 ui-monospace, monospace; resize: vertical; }
    .changes code { overflow-wrap: anywhere; }
    .changes td { width: 40%; }
    .gone code { color: var(--failure); text-decoration: line-through; }
    .came code { color: var(--good); }
    .fine { color: var(--good); }
    .sides { margin: 0; }
    .sides div { margin: 0 0 .25rem; }
    .sides dd { margin: 0; overflow-wrap: anywhere; }
    dialog label.check { display: block; }
    .story { margin: 0; padding: 0; list-style: none; border-left: 2px solid var(--line); }
    .story li { margin: 0 0 1rem; padding: 0 0 0 1rem; }
    .story p { margin: 0 0 .25rem; overflow-wrap: anywhere; }
    @media (max-width: 48rem) { .beside { grid-template-columns: minmax(0, 1fr); } }
  `;

  get filters() {
    const { after, before, ...filters } = Object.fromEntries(this.route.query);
    return filters;
  }

  /** The same part with other filters, from its first page. */
  with(changes) {
    return link(this.route.parts, { ...this.filters, ...changes });
  }

  page() {
    const { after, before } = Object.fromEntries(this.route.query);
    return before ? { last: PAGE, before } : { first: PAGE, after };
  }

  render() {
    const part = this.route.parts[1] ?? '';
    return html`<h1 tabindex="-1">${this.heading()}</h1>
      <nav class="tabs" aria-label=${text('parts')}>${PARTS.map(name => html`<a href=${link(['routes', ...name ? [name] : []], { company: this.filters.company })}
        aria-current=${name === part ? 'page' : 'false'}>${text(`part.${name}`)}</a>`)}</nav>
      ${this.content()}`;
  }

  /**
   * What the other filters leave, so that each choice says how many it leads to.
   *
   * @param usual whether a group is shown where a filter is not set
   */
  among(groups, own, names, usual = () => true) {
    const { filters } = this;
    return groups.filter(({ key }) => names.filter(name => name !== own).every(name => filters[name] ? key[name] === filters[name] : usual(name, key)));
  }

  /** @param choices values with how many rows they have; called: how a value is shown; all: what no choice is called */
  filter(name, choices, called = value => value, all = text(`all.${name}`)) {
    const chosen = this.filters[name] ?? '';
    const choice = (value, label) => html`<dd><a href=${this.with({ [name]: value })} aria-current=${value === chosen ? 'true' : 'false'}>${label}</a></dd>`;
    return choices.length ? html`<div><dt>${text(`by.${name}`)}</dt>${choice('', all)}
      ${choices.map(([value, count]) => choice(value, `${called(value)} (${quantity(count)})`))}</div>` : '';
  }

  pager({ hasPreviousPage, hasNextPage, startCursor, endCursor }) {
    return hasPreviousPage || hasNextPage ? html`<nav class="pager" aria-label=${text('pagesOfList')}>
      ${hasPreviousPage ? html`<a rel="prev" href=${this.with({ before: startCursor })}>${text('previous')}</a>` : ''}
      ${hasNextPage ? html`<a rel="next" href=${this.with({ after: endCursor })}>${text('next')}</a>` : ''}
    </nav>` : '';
  }

  /**
   * Does something and tells what came of it.
   *
   * @param said of the mutation's answer: what to tell; a refusal tells itself
   */
  async change(mutation, variables, said) {
    try {
      const [answer] = Object.values(await ask(mutation, variables));
      tell('messagePt' in answer ? inWords(answer) : said(answer));
    } catch (failure) {
      tell(text('notDone', { message: failure.message }));
    }
    this.refresh();
  }
}
