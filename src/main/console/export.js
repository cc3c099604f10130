/** Takes a list away: what is on screen, or all of it by a published operation. */
import { html, LitElement } from 'lit';
import { file } from './documents.js';
import { quantity, text } from './language.js';
import { save, saveFile } from './sheet.js';

const MEGABYTE = 1_000_000;

/**
 * name: of the file, without its ending; operation: id of the published one that lists them all; variables: of it;
 * columns: of what is on screen; rows: gives those that are.
 */
class Export extends LitElement {

  static properties = {
    name: {}, operation: {}, variables: { attribute: false }, columns: { attribute: false }, rows: { attribute: false },
    received: { state: true }, failure: { state: true },
  };

  createRenderRoot() {
    return this;
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.cancel();
  }

  screen() {
    save(this.name, this.columns, this.rows());
  }

  /** All rows, which may take long: it tells how much has come, and can be given up. */
  async whole(format) {
    this.failure = undefined;
    this.received = 0;
    this.focusInstead('button');
    this.ending = new AbortController();
    const { signal } = this.ending;
    try {
      saveFile(`${this.name}.${format}`, await this.fetched(format, signal));
    } catch (failure) {
      this.failure = signal.aborted ? undefined : failure;
    }
    this.received = undefined;
    this.focusInstead('summary');
  }

  /** Of the button that was pressed and has gone. */
  async focusInstead(selector) {
    await this.updateComplete;
    if (document.activeElement === document.body) {
      this.querySelector(selector)?.focus({ preventScroll: true });
    }
  }

  async fetched(format, signal) {
    const values = Object.entries(this.variables).map(([name, value]) => [name, JSON.stringify(value)]);
    const answer = await file(this.operation, Object.fromEntries(values), format, { signal });
    const parts = [];
    const reader = answer.body.getReader();
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      parts.push(part.value);
      this.received += part.value.length;
    }
    return new Blob(parts, { type: answer.headers.get('Content-Type') });
  }

  cancel() {
    this.ending?.abort();
  }

  render() {
    return html`<details class="export">
      <summary>${text('takeAway')}</summary>
      ${this.received === undefined ? this.choices() : html`<p>
        <span id="received">${text('received', { megabytes: quantity((this.received / MEGABYTE).toFixed(1)) })}</span>
        <button aria-describedby="received" @click=${this.cancel}>${text('cancel')}</button></p>`}
      ${this.failure ? html`<p class="state" role="alert">${text('failed', { message: this.failure.message })}</p>` : ''}
    </details>`;
  }

  choices() {
    return html`<p>
      <button @click=${this.screen}>${text('screenAsCsv')}</button>
      <button @click=${() => this.whole('csv')}>${text('wholeAsCsv')}</button>
      <button @click=${() => this.whole('xlsx')}>${text('wholeAsXlsx')}</button>
    </p>`;
  }
}

customElements.define('esteira-export', Export);
