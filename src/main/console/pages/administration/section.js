import { css, html } from 'lit';
import { texts } from '../../language.js';
import { hasAny } from '../../me.js';
import { Page } from '../../page.js';
import { link } from '../../router.js';
import own from './texts.js';

export const text = texts(own);

const SECTIONS = ['rules', 'calendars', 'rights', 'audit'];

/** The section that an address names, or the first that is of use for the person's roles. */
export const sectionOf = ({ parts: [, section] }) => SECTIONS.includes(section) ? section
  : hasAny(['planner', 'leader', 'analyst']) ? 'rules' : 'rights';

const styles = css`
  .sections { display: flex; flex-wrap: wrap; gap: .25rem; margin: 0 0 1rem; border-bottom: 1px solid var(--line); }
  .sections a { padding: .5rem .75rem; text-decoration: none; border-bottom: 3px solid transparent; }
  .sections a:hover, .sections a[aria-current="page"] { border-color: var(--accent); }
  .sections a[aria-current="page"] { font-weight: 600; }
  .form { display: grid; grid-template-columns: repeat(auto-fit, minmax(12rem, 1fr)); gap: .75rem; align-items: end; padding: 1rem; border: 1px solid var(--line); border-radius: 6px; background: var(--surface); }
  .sections ~ h3, .form h3, .effect h3 { margin: 1.25rem 0 .5rem; font-size: 1rem; }
  .form h3 { margin: 0; }
  .form p { margin: 0; }
  .form label { display: grid; gap: .25rem; color: var(--muted); }
  .form .whole { grid-column: 1 / -1; }
  .form input, .form select, .form textarea { width: 100%; color: var(--text); }
  .form textarea { font-family: ui-monospace, monospace; font-size: .875rem; line-height: 1.4; resize: vertical; }
  .form .actions { grid-column: 1 / -1; margin: 0; }
  .refusal { grid-column: 1 / -1; margin: 0; color: var(--failure); overflow-wrap: anywhere; }
  .month { display: grid; grid-template-columns: repeat(7, 1fr); gap: 4px; list-style: none; margin: 0 0 1rem; padding: 0; }
  .month li { min-height: 6.5rem; padding: .375rem .5rem; border: 1px solid var(--line); border-radius: 6px; background: var(--surface); font-size: .875rem; overflow-wrap: anywhere; }
  .month .off { background: var(--ground); border-style: dashed; }
  .month .off .part { color: var(--warning); }
  .month p { margin: .125rem 0; }
  .month b { font-size: 1rem; }
  .month button { min-height: 1.75rem; padding: 0 .5rem; font-size: .875rem; }
  .told { color: var(--muted); }
  .matrix th, .matrix td { text-align: center; min-width: 0; padding: .375rem .5rem; }
  .matrix th:first-child, .matrix td:first-child { text-align: left; min-width: 12rem; overflow-wrap: anywhere; }
  .wide { min-width: 11rem; }
  .matrix .chosen { background: color-mix(in srgb, var(--accent) 12%, transparent); }
  .matrix .allowed { color: var(--accent); font-weight: 700; }
  pre { margin: .25rem 0; padding: .5rem; max-height: 24rem; overflow: auto; background: var(--ground); border-radius: 6px; white-space: pre-wrap; overflow-wrap: anywhere; font-size: .875rem; }
  summary { cursor: pointer; padding: .125rem 0; }
  @media (max-width: 48rem) {
    .month { grid-template-columns: 1fr; }
    .month li { min-height: 0; grid-column: auto !important; }
  }
`;

/** A part of the administration, below the links to all of them: those that a person may not use say so. */
export class Section extends Page {

  static styles = styles;

  heading() {
    return text('administration');
  }

  render() {
    const here = sectionOf(this.route);
    return html`<h1 tabindex="-1">${this.heading()}</h1>
      <nav class="sections" aria-label=${text('administration')}>${SECTIONS.map(section => html`<a
        href=${link(['administration', section])} aria-current=${section === here ? 'page' : 'false'}>${text(section)}</a>`)}</nav>
      <h2>${text(here)}</h2>
      ${this.content()}`;
  }

  /** The same address with other filters, from its first page. */
  with(changes) {
    const { after, before, ...filters } = Object.fromEntries(this.route.query);
    return link(this.route.parts, { ...filters, ...changes });
  }

  /** @param choices pairs of a value and what it is called; without a value it filters nothing */
  filter(name, choices, chosen = this.route.query.get(name) ?? '') {
    return html`<div><dt>${text(`by.${name}`)}</dt>${choices.map(([value, label]) => html`<dd><a href=${this.with({ [name]: value })}
      aria-current=${value === chosen ? 'true' : 'false'}>${label}</a></dd>`)}</div>`;
  }
}
