import { html, LitElement } from 'lit';
import { choose, language, otherLanguage, text } from './language.js';
import { pages } from './pages.js';
import { follow, link, route } from './router.js';
import { comeBack, logIn, logOut, person, token } from './session.js';

/** Navigation, login, and the page that the address names. */
class Shell extends LitElement {

  static properties = { route: { state: true }, failure: { state: true }, ready: { state: true } };

  createRenderRoot() {
    return this;
  }

  async connectedCallback() {
    super.connectedCallback();
    document.documentElement.lang = language;
    follow(() => this.arrive());
    try {
      await comeBack();
    } catch (failure) {
      this.failure = failure.message;
    }
    this.ready = true;
    this.route = route();
  }

  /** Another page is announced by its heading; another filter of the same page leaves the focus where it is. */
  async arrive() {
    const before = this.route?.parts.join('/');
    this.route = route();
    if (this.route.parts.join('/') !== before) {
      await this.updateComplete;
      this.querySelector('h1')?.focus();
      window.scrollTo(0, 0);
    }
  }

  get page() {
    const [path = pages[0].path] = this.route.parts;
    return pages.find(page => page.path === path);
  }

  updated() {
    if (this.ready) {
      const label = this.page ? text(this.page.label) : text('unknown');
      document.title = `${label} · Esteira`;
    }
  }

  async enter() {
    try {
      await logIn();
    } catch (failure) {
      this.failure = failure.message;
    }
  }

  render() {
    if (!this.ready) {
      return html`<main><p role="status">${text('loading')}</p></main>`;
    }
    return html`
      <a class="skip" href="#main" @click=${this.skip}>${text('skip')}</a>
      <header class="bar">
        <strong>Esteira</strong>
        <nav aria-label=${text('navigation')}>${token() ? pages.map(page => this.entry(page)) : ''}</nav>
        <button lang=${otherLanguage} @click=${() => choose(otherLanguage)}>${text('otherLanguage')}</button>
        ${token() ? html`<span>${person()}</span><button @click=${logOut}>${text('logOut')}</button>` : ''}
      </header>
      <main id="main" tabindex="-1">${token() ? this.content() : this.welcome()}</main>`;
  }

  skip(event) {
    event.preventDefault();
    document.getElementById('main').focus();
  }

  entry(page) {
    return html`<a href=${link([page.path])} aria-current=${page === this.page ? 'page' : 'false'}>${text(page.label)}</a>`;
  }

  content() {
    return this.page ? this.page.view(this.route) : html`<h1 tabindex="-1">${text('unknown')}</h1>`;
  }

  welcome() {
    return html`<h1 tabindex="-1">${text('welcome')}</h1>
      ${this.failure ? html`<p class="state" role="alert">${text('loginFailed', { message: this.failure })}</p>` : ''}
      <p><button @click=${this.enter}>${text('logIn')}</button></p>`;
  }
}

customElements.define('esteira-console', Shell);
