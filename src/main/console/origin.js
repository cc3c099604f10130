/** What figures mean and where they come from, told when somebody asks. */
import { html, LitElement, svg } from 'lit';
import { inform } from './dialog.js';
import { ask } from './graphql.js';
import { moment, text } from './language.js';
import { hasAny } from './me.js';
import { freshness } from './parts.js';

/** Roles that may read the data dictionary. */
const READERS = ['analyst', 'it', 'integration'];
const ENTRY = `query Meaning($entity: String!, $field: String!) {
  dataDictionary(entity: $entity, field: $field) { entity field meaning unit unitField table column }
}`;

const MARK = html`<svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">${svg`
  <circle cx="8" cy="8" r="7" fill="none" stroke="currentColor" stroke-width="1.5"></circle>
  <circle cx="8" cy="4.6" r="1.1" fill="currentColor"></circle>
  <path d="M8 7.2v4.6" stroke="currentColor" stroke-width="1.8" stroke-linecap="round"></path>`}</svg>`;

/**
 * A button that tells where a figure, or several that belong together, come from.
 *
 * @param lineage name: what they are called on screen;
 *   figures: of each its name, its meaning in the person's words, and the field of the contract, such as ProductionOrder.goodInErp, if it is one;
 *   seen: the row's source, its key there and when it was last seen, if they are of one row;
 *   sources: freshness as the contract tells it;
 *   rows: of each link its label and address, to the rows that make them up
 */
export const origin = lineage => html`<button type="button" class="origin" aria-label=${text('originOf', { name: lineage.name })}
  @click=${() => inform({ heading: lineage.name, detail: html`<esteira-origin .lineage=${lineage}></esteira-origin>` })}>${MARK}</button>`;

/** What the dialog behind that button says. */
class Origin extends LitElement {

  static properties = { lineage: { attribute: false }, entries: { state: true } };

  createRenderRoot() {
    return this;
  }

  firstUpdated() {
    if (hasAny(READERS)) {
      this.look();
    }
  }

  /** The dictionary says more than the page; without an answer the page's own words must do. */
  async look() {
    const fields = this.lineage.figures.map(({ field }) => field).filter(field => field);
    const answers = await Promise.all(fields.map(name => {
      const [entity, field] = name.split('.');
      return ask(ENTRY, { entity, field }).catch(() => ({ dataDictionary: [] }));
    }));
    this.entries = answers.flatMap(({ dataDictionary }) => dataDictionary);
  }

  render() {
    const { figures, seen, sources = [], rows = [] } = this.lineage;
    return html`
      ${figures.length === 1 ? html`<p>${figures[0].meaning}</p>`
        : html`<dl class="meanings">${figures.map(({ name, meaning }) => html`<dt>${name}</dt><dd>${meaning}</dd>`)}</dl>`}
      ${seen ? html`<p>${text(seen.key ? 'seenAs' : 'seen', { ...seen, moment: moment(seen.at) })}</p>` : ''}
      ${sources.length ? freshness(sources) : ''}
      ${rows.length ? html`<h3>${text('madeOf')}</h3>
        <ul>${rows.map(([label, address]) => html`<li><a href=${address}>${label}</a></li>`)}</ul>` : ''}
      ${this.entries?.length ? this.dictionary() : ''}`;
  }

  dictionary() {
    return html`<h3>${text('dictionary')}</h3>
      <dl class="meanings" lang="en">${this.entries.map(({ entity, field, meaning, unit, unitField, table, column }) => html`
        <dt><code>${entity}.${field}</code></dt>
        <dd>${meaning}${unit ?? unitField ? html` (${unit ?? html`<code>${unitField}</code>`})` : ''}
          ${table ? html`<br><code>${table}${column ? `.${column}` : ''}</code>` : ''}</dd>`)}</dl>`;
  }
}

customElements.define('esteira-origin', Origin);
