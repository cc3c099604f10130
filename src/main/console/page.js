import { html, LitElement } from 'lit';
import { ask } from './graphql.js';
import { text } from './language.js';

/** A page asks once for each address, and shows what it waits for, what it got, or why it got nothing. */
export class Page extends LitElement {

  static properties = { route: { attribute: false }, answer: { state: true } };

  /** In the document itself: one style sheet, and labels reach what they name. */
  createRenderRoot() {
    return this;
  }

  willUpdate(changed) {
    if (changed.has('route')) {
      this.load(this.route);
    }
  }

  async load(route) {
    this.answer = { state: 'loading' };
    const answer = await this.read(route).then(data => ({ state: 'here', data }), failure => ({ state: 'failed', failure }));
    if (route === this.route) {
      this.answer = answer;
    }
  }

  /** What the page shows, by one question to the contract. */
  read(route) {
    return ask(this.document(route), this.variables(route));
  }

  render() {
    return html`<h1 tabindex="-1">${this.heading()}</h1>${this.content()}`;
  }

  content() {
    switch (this.answer.state) {
      case 'loading': return html`<p class="state" role="status">${text('loading')}</p>`;
      case 'failed': return this.failed(this.answer.failure);
      default: return this.show(this.answer.data);
    }
  }

  failed({ code, message }) {
    if (code === 'FORBIDDEN') {
      return html`<p class="state" role="status">${text('forbidden')}</p>`;
    }
    if (code === 'UNAUTHENTICATED') {
      return html`<p class="state" role="status">${text('ended')} <a href="/console/">${text('logIn')}</a></p>`;
    }
    return html`<div class="state" role="alert">
      <p>${text(code === 'OFFLINE' ? 'offline' : 'failed', { message })}</p>
      <button @click=${() => this.load(this.route)}>${text('again')}</button>
    </div>`;
  }
}
