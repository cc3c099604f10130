import { html, LitElement } from 'lit';
import { quantity, texts } from '../../language.js';
import { identity } from '../../me.js';
import { loginButton, nothingHere } from '../../parts.js';
import { go, link } from '../../router.js';
import { readable, scan } from './camera.js';
import { named } from './codes.js';
import { searchOrders } from './orders.js';
import own from './texts.js';

const text = texts(own);

/** In ms: who types on is not answered yet. */
const PAUSE = 250;

export const orderLinks = (caption, orders) => html`<h2>${caption}</h2>
  <ul class="orders">${orders.map(order => html`<li><a href=${link(['post'], { order: order.number, company: order.company })}>
    <strong>${order.number}</strong> <span>${order.item.description ?? order.item.code}</span>
    <small>${order.company} · ${text(order.status)}${order.quantity === null ? '' : ` · ${quantity(order.quantity)} ${order.unit ?? ''}`}</small>
  </a></li>`)}</ul>`;

/** That orders are this device's copy, and why; nothing where they are not. */
export const copyNote = ({ copied, ended }) => copied
  ? html`<p class="warned" role="status">${ended ? html`${text('copiedAsEnded')} ${loginButton()}` : text('copied')}</p>` : '';

/** Finds the order by what is typed or scanned. */
class OrderChooser extends LitElement {

  static properties = { recent: { attribute: false }, words: { state: true }, found: { state: true }, camera: { state: true }, failure: { state: true } };

  words = '';
  toType = event => this.typeHere(event);

  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    document.addEventListener('keydown', this.toType);
    readable().then(({ length }) => { this.camera = length > 0; });
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    document.removeEventListener('keydown', this.toType);
    clearTimeout(this.pause);
  }

  /** A hand scanner types wherever the focus is. */
  typeHere({ key, ctrlKey, metaKey, altKey, target }) {
    if (key.length === 1 && key !== ' ' && !ctrlKey && !metaKey && !altKey && !target.closest('input, textarea, select, dialog')) {
      this.querySelector('input').focus();
    }
  }

  type({ target }) {
    this.words = target.value.trim();
    this.found = undefined;
    clearTimeout(this.pause);
    if (this.words && !named(this.words).step) {
      this.pause = setTimeout(() => this.search(this.words), PAUSE);
    }
  }

  async search(words) {
    const found = await searchOrders(identity(), named(words).order).catch(failure => ({ failure }));
    if (words === this.words) {
      this.found = found;
    }
  }

  /** The only order found so far, else the one of exactly this number. */
  open(event) {
    event.preventDefault();
    const [only, ...others] = this.found?.orders ?? [];
    if (only && !others.length) {
      go(link(['post'], { order: only.number, company: only.company }));
    } else {
      this.follow(event.target.elements.code.value);
    }
  }

  follow(code) {
    const { order, step, company } = named(code);
    if (order) {
      go(link(['post'], { order, company, step }));
    }
  }

  async scan() {
    try {
      const code = await scan(text('scanning'), text('cancel'));
      this.follow(code ?? '');
    } catch (failure) {
      this.failure = failure.message;
    }
  }

  render() {
    return html`<form class="posting" role="search" @submit=${this.open}>
        <div class="field">
          <label for="code">${text('code')}</label>
          <input id="code" name="code" class="big" autocomplete="off" autocapitalize="characters" spellcheck="false" enterkeyhint="go"
            aria-describedby="hint-code" @input=${this.type}>
          <small id="hint-code">${text('codeHint')}</small>
        </div>
        <p class="actions">
          ${this.camera ? html`<button type="button" @click=${this.scan}>${text('scan')}</button>` : ''}
          <button class="main">${text('open')}</button>
        </p>
        ${this.failure ? html`<p class="state" role="alert">${text('noCamera', { message: this.failure })}</p>` : ''}
      </form>
      <div aria-live="polite">${this.words && this.found ? this.results() : ''}</div>
      ${this.words || !this.recent.length ? '' : orderLinks(text('recent'), this.recent)}`;
  }

  results() {
    const { orders, copied, failure } = this.found;
    if (failure) {
      return html`<p class="state" role="alert">${text('failed', failure)}</p>`;
    }
    if (!orders.length) {
      return nothingHere(text(copied ? 'noneFoundHere' : 'noneFound'));
    }
    return html`${copyNote(this.found)}${orderLinks(text('found'), orders)}`;
  }
}

customElements.define('esteira-order-chooser', OrderChooser);
