import { css, html } from 'lit';
import './operation.js';
import { quantity, texts } from '../../language.js';
import { Page } from '../../page.js';
import { nothingHere } from '../../parts.js';
import { go, link } from '../../router.js';
import { published } from '../../documents.js';
import own from './texts.js';

const text = texts(own);

/** The published documents, by what they read. */
class Explore extends Page {

  static styles = css`
    .operations ul { list-style: none; margin: 0; padding: 0; display: grid; gap: .75rem 2rem; grid-template-columns: repeat(auto-fill, minmax(min(26rem, 100%), 1fr)); }
    .operations span { color: var(--muted); overflow-wrap: anywhere; }
  `;

  static properties = { search: { state: true } };

  heading() {
    return text('explore');
  }

  read() {
    return published();
  }

  willUpdate(changed) {
    super.willUpdate(changed);
    if (changed.has('route')) {
      this.search = this.route.query.get('search') ?? '';
    }
  }

  /** Finds while the person writes; the address follows when they are done. */
  find(event) {
    this.search = event.target.value;
  }

  keep(event) {
    event.preventDefault();
    go(link(['explore'], { search: this.search.trim() }));
  }

  render() {
    return html`<h1 tabindex="-1">${this.heading()}</h1>
      <p>${text('lead')}</p>
      <form class="search" role="search" @submit=${this.keep}>
        <label>${text('find')}
          <input type="search" name="search" .value=${this.search} @input=${this.find}></label>
      </form>
      ${this.content()}`;
  }

  matches({ name, says, reads }) {
    const words = `${name} ${says} ${reads}`.toLowerCase();
    return this.search.toLowerCase().split(/\s+/).every(word => words.includes(word));
  }

  show(documents) {
    const found = documents.filter(document => this.matches(document));
    return html`<p role="status">${text('found', { count: quantity(found.length) })}</p>
      ${found.length ? this.groups(Map.groupBy(found, ({ reads }) => reads)) : nothingHere(text('noneFound'))}`;
  }

  groups(groups) {
    return [...groups].toSorted(([one], [other]) => one.localeCompare(other)).map(([reads, documents]) => html`<section class="operations">
      <h2><code>${reads}</code></h2>
      <ul>${documents.map(({ name, says }) => html`<li><a href=${link(['explore', name])}>${name}</a><br><span lang="en">${says}</span></li>`)}</ul>
    </section>`);
  }
}

customElements.define('esteira-explore', Explore);

export default {
  path: 'explore',
  label: text('explore'),
  roles: ['planner', 'analyst', 'integration', 'it'],
  view: route => route.parts.length > 1
    ? html`<esteira-operation .route=${route}></esteira-operation>`
    : html`<esteira-explore .route=${route}></esteira-explore>`,
};
