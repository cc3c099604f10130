import { css, html } from 'lit';
import { tell } from '../../dialog.js';
import { address, file, published, run } from '../../documents.js';
import { quantity, texts } from '../../language.js';
import { Page } from '../../page.js';
import { nothingHere, table } from '../../parts.js';
import { go, link } from '../../router.js';
import { saveFile } from '../../sheet.js';
import { tableOf } from './rows.js';
import own from './texts.js';
import { fields, variablesAsJson } from './variables.js';

const text = texts(own);
/** What no variable is called. */
const RUN = 'run';
/** Rows that a browser shows without effort. */
const SHOWN = 200;
const FORMATS = ['csv', 'xlsx'];

let served;

/** Not where the schema is for few. */
function graphiqlIsServed() {
  served ??= fetch('/console/settings.json').then(answer => answer.json()).then(({ graphiql }) => graphiql, () => false);
  return served;
}

/** One published document: its variables to fill in, and what it answers. */
class Operation extends Page {

  static styles = css`
    .variables { display: grid; gap: .75rem 1rem; grid-template-columns: repeat(auto-fill, minmax(min(16rem, 100%), 1fr)); align-items: start; max-width: 60rem; margin-bottom: 1rem; }
    .variables label { display: grid; }
    .variables small { color: var(--muted); }
    .variables textarea { font-family: ui-monospace, monospace; min-height: 5rem; }
    .variables .wide, .variables .actions { grid-column: 1 / -1; }
    .variables .actions { justify-content: flex-start; align-items: center; margin: 0; }
    .answer table { width: max-content; min-width: 100%; }
    .answer td { min-width: 0; max-width: 24rem; }
    .downloads { display: flex; flex-wrap: wrap; gap: .5rem; }
    details { margin: .75rem 0; }
    summary { cursor: pointer; padding: .25rem 0; }
    details pre { margin: .25rem 0; padding: .75rem; max-height: 30rem; overflow: auto; background: var(--surface); border: 1px solid var(--line); border-radius: 6px; font-size: .875rem; white-space: pre-wrap; overflow-wrap: anywhere; }
  `;

  static properties = { published: { state: true }, graphiql: { state: true }, busy: { state: true } };

  heading() {
    return this.route.parts[1];
  }

  /** An answer stays until it is asked for again. */
  readAfter() {}

  get holdsInput() {
    return true;
  }

  async read({ parts: [, name], query }) {
    const [documents, graphiql] = await Promise.all([published(), graphiqlIsServed()]);
    this.graphiql = graphiql;
    this.published = documents.find(document => document.name === name);
    if (!this.published || !query.has(RUN)) {
      return {};
    }
    const values = this.values(query);
    return { values, answer: await run(name, values) };
  }

  values(query) {
    return Object.fromEntries([...query].filter(([name]) => Object.hasOwn(this.published.variables, name)));
  }

  /** What is filled in now. */
  filledIn(form) {
    return Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, value.trim()]).filter(([, value]) => value));
  }

  submit(event) {
    event.preventDefault();
    go(link(['explore', this.published.name], { ...this.filledIn(event.target), [RUN]: 'yes' }));
  }

  openInGraphiql(event) {
    const { name, variables } = this.published;
    location.assign(`/graphiql#${new URLSearchParams({ document: name, variables: variablesAsJson(variables, this.filledIn(event.target.form)) })}`);
  }

  async download(format, values) {
    this.busy = true;
    tell(text('downloading'));
    await file(this.published.name, values, format).then(answer => answer.blob()).then(
      content => saveFile(`${this.published.name}.${format}`, content),
      ({ message }) => tell(text('notDownloaded', { message })));
    this.busy = false;
  }

  render() {
    return html`<p><a href=${link(['explore'])}>${text('allQueries')}</a></p>
      <h1 tabindex="-1">${this.heading()}</h1>
      ${this.published ? this.about() : ''}
      ${this.content()}`;
  }

  about() {
    const { says, document, variables } = this.published;
    return html`<p lang="en">${says}</p>
      <form class="variables" @submit=${this.submit} aria-label=${text('variables')}>
        ${fields(variables).map(field => this.field(field))}
        <p class="actions">
          <button class="main">${text('run')}</button>
          ${this.graphiql ? html`<button type="button" @click=${this.openInGraphiql}>${text('openInGraphiql')}</button>` : ''}
        </p>
      </form>
      <details><summary>${text('document')}</summary><pre>${document}</pre></details>`;
  }

  field(field) {
    const notes = [field.type.replace('!', ''), ...field.required ? [text('required')] : [], ...field.json ? [text('json')] : []];
    const value = this.route.query.get(field.name) ?? (this.route.query.has(RUN) ? '' : field.example);
    return html`<label class=${field.json ? 'wide' : ''}>${field.name} <small>${notes.join(', ')}</small>${this.control(field, value)}</label>`;
  }

  control({ name, required, choices, json, input }, value) {
    if (choices) {
      return html`<select name=${name} ?required=${required}>
        ${required ? '' : html`<option value="">${text('all')}</option>`}
        ${choices.map(choice => html`<option ?selected=${choice === value}>${choice}</option>`)}</select>`;
    }
    return json
      ? html`<textarea name=${name} ?required=${required} spellcheck="false" .value=${value}></textarea>`
      : html`<input type=${input} name=${name} ?required=${required} .value=${value}>`;
  }

  show({ answer, values }) {
    if (!this.published) {
      return nothingHere(text('unknownQuery'));
    }
    return answer ? html`<h2>${text('answer')}</h2>${this.answered(answer, values)}` : '';
  }

  answered(answer, values) {
    const { columns, rows, more } = tableOf(answer, count => text('elements', { count }));
    return html`
      <p role="status">${text('rows', { count: quantity(rows.length) })}${more || rows.length > SHOWN ? html`<br>${text('more')}` : ''}</p>
      <p class="downloads">${FORMATS.map(format => html`<button ?disabled=${this.busy}
        @click=${() => this.download(format, values)}>${text('download', { format: format.toUpperCase() })}</button>`)}</p>
      ${rows.length ? html`<div class="answer">${table(text('answer'), columns.map(column => column || text('value')), rows.slice(0, SHOWN).map(row => html`<tr>
        ${columns.map(column => html`<td>${row[column]}</td>`)}</tr>`))}</div>` : nothingHere(text('noRows'))}
      <details><summary>${text('asJson')}</summary><pre tabindex="0">${JSON.stringify(answer, null, 2)}</pre></details>
      <details><summary>${text('address')}</summary><p>${text('addressNote')}</p>
        <pre>GET ${location.origin}${address(this.published.name, values, 'csv')}</pre></details>`;
  }
}

customElements.define('esteira-operation', Operation);
