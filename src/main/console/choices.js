/** A filter whose choices are links. */
import { html, LitElement } from 'lit';
import { text } from './language.js';

/** More choices than this are searched. */
const FEW = 8;

const plain = words => words.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/**
 * name: what is chosen; choices: of each its value, its label, how many rows it leads to where that is known, and its address;
 * chosen: the value of one of them; any: the address without this filter.
 */
class Choices extends LitElement {

  static properties = { name: {}, chosen: {}, any: {}, choices: { attribute: false }, wanted: { state: true } };

  wanted = '';

  createRenderRoot() {
    return this;
  }

  render() {
    return html`<h2>${this.name}</h2>
      ${this.choices.length > FEW ? html`<input type="search" aria-label=${text('findChoice', { name: this.name })} placeholder=${text('findChoice', { name: this.name })}
        .value=${this.wanted} @input=${event => this.wanted = event.target.value}>` : ''}
      ${this.links()}`;
  }

  links() {
    const found = this.choices.filter(({ label }) => plain(label).includes(plain(this.wanted)));
    return html`<ul>
      ${this.link('', text('all'), this.any)}
      ${found.map(({ value, label, count, address }) => this.link(value, count === undefined ? label : html`${label} <small>${count}</small>`, address))}
    </ul>`;
  }

  link(value, label, address) {
    return html`<li><a href=${address} aria-current=${value === (this.chosen ?? '') ? 'true' : 'false'}>${label}</a></li>`;
  }
}

customElements.define('esteira-choices', Choices);
