import { css, html } from 'lit';
import './operation.js';
import { ask } from '../../graphql.js';
import { quantity, texts } from '../../language.js';
import { Page } from '../../page.js';
import { nothingHere } from '../../parts.js';
import { go, link } from '../../router.js';
import { published } from '../../documents.js';
import own from './texts.js';
import { arranged, topics } from './topics.js';

const text = texts(own);

/** The published documents that the person may ask, or all of them, by topic. */
class Explore extends Page {

  static styles = css`
    .operations ul { list-style: none; margin: 0; padding: 0; display: grid; gap: .75rem 2rem; grid-template-columns: repeat(auto-fill, minmax(min(26rem, 100%), 1fr)); }
    .operations span { color: var(--muted); overflow-wrap: anywhere; }
  `;

  static properties = { search: { state: true } };

  heading() {
    return text('explore');
  }

  async read() {
    const [documents, { rights }] = await Promise.all([published(), ask('{ rights { kind field mine } }')]);
    return arranged(documents, new Set(rights.filter(({ kind, mine }) => kind === 'QUERY' && mine).map(({ field }) => field)));
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
    go(this.with({ search: this.search.trim() }));
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

  with(changes) {
    return link(['explore'], { ...Object.fromEntries(this.route.query), ...changes });
  }

  matches({ name, says, reads, topic }) {
    const words = `${name} ${says} ${reads} ${text(`topic.${topic}`)}`.toLowerCase();
    return this.search.toLowerCase().split(/\s+/).every(word => words.includes(word));
  }

  show(documents) {
    const all = this.route.query.has('all');
    const found = documents.filter(document => (all || document.mine) && this.matches(document));
    const choice = (chosen, value) => html`<dd><a href=${this.with({ all: value })} aria-current=${chosen ? 'true' : 'false'}>${text(value ? 'ofAll' : 'ofMine')}</a></dd>`;
    return html`<dl class="filters"><div><dt>${text('show')}</dt>${choice(!all, '')}${choice(all, 'yes')}</div></dl>
      <p role="status">${text('found', { count: quantity(found.length) })}</p>
      ${found.length ? this.groups(Map.groupBy(found, ({ topic }) => topic)) : nothingHere(text('noneFound'))}`;
  }

  groups(groups) {
    return topics.filter(topic => groups.has(topic)).map(topic => html`<section class="operations">
      <h2>${text(`topic.${topic}`)}</h2>
      <ul>${groups.get(topic).map(({ name, says }) => html`<li><a href=${link(['explore', name])}>${name}</a><br><span lang="en">${says}</span></li>`)}</ul>
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
