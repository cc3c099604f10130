import { html, LitElement } from 'lit';
import './dialog.js';
import './first-reading.js';
import { choose, language, otherLanguage, text } from './language.js';
import { hasAny, me, meet } from './me.js';
import { pages } from './pages.js';
import { follow, link, route } from './router.js';
import { comeBack, logIn, logOut, person, token } from './session.js';

/** Navigation, login, and the page that the address names. */
class Shell extends LitElement {

  static properties = {
    route: { state: true }, failure: { state: true }, ready: { state: true }, online: { state: true }, open: { state: true },
  };

  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    document.documentElement.lang = language;
    this.online = navigator.onLine;
    ['online', 'offline'].forEach(event => window.addEventListener(event, () => this.online = navigator.onLine));
    follow(() => this.arrive());
    this.begin();
  }

  async begin() {
    this.failure = undefined;
    try {
      const loggedIn = await comeBack();
      if (token() && (loggedIn || !me())) {
        await meet();
      }
    } catch (failure) {
      this.failure = failure.message;
    }
    if (token() && me()) {
      this.pages.forEach(page => page.begin?.());
    }
    this.ready = true;
    this.route = route();
  }

  /** Another page is announced by its heading; another filter of the same page leaves the focus where it is. */
  async arrive() {
    const before = this.route?.parts.join('/');
    this.route = route();
    this.open = false;
    if (this.route.parts.join('/') !== before) {
      await this.updateComplete;
      this.querySelector('h1')?.focus();
      window.scrollTo(0, 0);
    }
  }

  /** Logs the person out, unless a page has something that keeps them here. */
  async leave() {
    for (const page of this.pages) {
      if (await page.leave?.() === false) {
        return;
      }
    }
    await logOut();
  }

  /** Those that are of use for the person's roles. */
  get pages() {
    return pages.filter(page => !page.roles || hasAny(page.roles));
  }

  get page() {
    const [path] = this.route.parts;
    return path ? pages.find(page => page.path === path) : this.pages[0];
  }

  updated() {
    if (this.ready) {
      const label = me() ? this.page?.label ?? text('unknown') : text('welcome');
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
    const known = token() && me();
    if (known && this.page?.bare?.(this.route)) {
      return html`<main>${this.content()}</main><esteira-news></esteira-news>`;
    }
    return html`
      <a class="skip" href="#main" @click=${this.skip}>${text('skip')}</a>
      <header class="bar">
        <strong>Esteira</strong>
        ${known ? html`<button class="menu" aria-expanded=${this.open ? 'true' : 'false'} aria-controls="menu" @click=${() => this.open = !this.open}>${text('menu')}</button>` : ''}
        <div id="menu" class=${known && !this.open ? 'closed' : ''}>
          <nav aria-label=${text('navigation')}>${known ? this.pages.map(page => this.entry(page)) : ''}</nav>
          ${token() ? html`<span>${person()}</span>` : ''}
          <button lang=${otherLanguage} @click=${() => choose(otherLanguage)}>${text('otherLanguage')}</button>
          ${token() ? html`<button @click=${this.leave}>${text('logOut')}</button>` : ''}
        </div>
      </header>
      ${this.online ? '' : html`<p class="cut" role="status">${text('noNetwork')}</p>`}
      <main id="main" tabindex="-1">${this.failure ? html`<p class="state" role="alert">${text('loginFailed', { message: this.failure })}</p>` : ''}
        ${known ? this.content() : this.welcome()}</main>
      <esteira-news></esteira-news>`;
  }

  skip(event) {
    event.preventDefault();
    document.getElementById('main').focus();
  }

  entry(page) {
    return html`<a href=${link([page.path])} aria-current=${page === this.page ? 'page' : 'false'}>${page.label}</a>`;
  }

  content() {
    return this.page ? html`<esteira-first-reading></esteira-first-reading>${this.page.view(this.route)}` : html`<h1 tabindex="-1">${text('unknown')}</h1>`;
  }

  welcome() {
    return html`<h1 tabindex="-1">${text('welcome')}</h1>
      <p>${token() ? html`<button @click=${this.begin}>${text('again')}</button>` : html`<button @click=${this.enter}>${text('logIn')}</button>`}</p>`;
  }
}

customElements.define('esteira-console', Shell);
