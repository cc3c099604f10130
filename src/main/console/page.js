import { html, LitElement } from 'lit';
import { ask, listen } from './graphql.js';
import { clock, text, wordsOf } from './language.js';
import { loginButton } from './parts.js';
import { logIn, mayReturnByItself } from './session.js';

const TOGETHER = 300;
const AGAIN = 60_000;

/**
 * A page asks for each address, and shows what it waits for, what it got, or why it got nothing. While it is on screen it asks again
 * whenever one of its subscriptions tells of a change, and from time to time; until the new answer is here it shows the old one.
 */
export class Page extends LitElement {

  static properties = { route: { attribute: false }, answer: { state: true } };

  endings = [];
  reading;
  next;

  /** In the document itself: one style sheet, and labels reach what they name. */
  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    const { styles } = this.constructor;
    if (styles && !document.adoptedStyleSheets.includes(styles.styleSheet)) {
      document.adoptedStyleSheets.push(styles.styleSheet);
    }
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.hush();
  }

  willUpdate(changed) {
    if (changed.has('route')) {
      this.load();
    }
  }

  /** Asks for what the address names, from the beginning. */
  load() {
    this.hush();
    this.answer = { state: 'loading' };
    this.readNow(this.route);
    this.endings = this.live(this.route).map(subscription => listen(subscription, () => this.refresh()));
  }

  hush() {
    clearTimeout(this.next);
    this.reading = undefined;
    this.endings.splice(0).forEach(end => end());
  }

  async readNow(route) {
    const reading = this.reading = {};
    this.soon = false;
    const answer = await this.read(route).then(
      data => ({ state: 'here', data, at: Date.now() }),
      failure => this.answer.data && failure.code !== 'FORBIDDEN' ? { ...this.answer, failure } : { state: 'failed', failure });
    if (reading === this.reading) {
      this.reading = undefined;
      this.answer = answer;
      this.readAfter(this.missed ? this.together : this.again);
      this.soon = this.missed;
      this.missed = false;
    }
  }

  readAfter(pause) {
    clearTimeout(this.next);
    this.next = setTimeout(() => this.readNow(this.route), pause);
  }

  /** Asks again soon; what is on screen stays until then. */
  refresh() {
    if (this.reading) {
      this.missed = true;
    } else if (!this.soon) {
      this.soon = true;
      this.readAfter(this.together);
    }
  }

  /** Events that come closer together than this, in ms, are answered by one question. */
  get together() {
    return TOGETHER;
  }

  /** After so many ms what is on screen is asked for again, whatever was heard. */
  get again() {
    return AGAIN;
  }

  /** What the page shows, by one question to the contract. */
  async read(route) {
    return ask(this.document(route), this.variables(route));
  }

  variables() {
    return {};
  }

  /** @returns subscriptions, each with its query and variables, that tell when what is on screen has changed */
  live() {
    return [];
  }

  /** Whether a person may be filling in something here, which a login that happens by itself would take away. */
  get holdsInput() {
    return false;
  }

  render() {
    return html`<h1 tabindex="-1">${this.heading()}</h1>${this.content()}`;
  }

  content({ state, data, failure, at } = this.answer) {
    switch (state) {
      case 'loading': return html`<p class="state" role="status">${text('loading')}</p>`;
      case 'failed': return this.failed(failure);
      default: return html`${failure ? this.outdated(failure, at) : ''}${this.show(data)}`;
    }
  }

  /** Why what is on screen is not the newest; it stays, since a person may be filling in something there. */
  outdated(failure, at) {
    return failure.code === 'UNAUTHENTICATED' ? this.failed(failure)
      : html`<p class="state warned" role="status">${text(failure.code === 'OFFLINE' ? 'old' : 'notRenewed', { clock: clock(at), words: wordsOf(failure) })}</p>`;
  }

  failed(failure) {
    const { code, message, traceId } = failure;
    if (code === 'FORBIDDEN') {
      return html`<p class="state" role="status">${text('forbidden')}</p>`;
    }
    if (code === 'UNAUTHENTICATED') {
      if (!this.holdsInput && mayReturnByItself()) {
        logIn({ silently: true }).catch(() => {});
      }
      return html`<p class="state" role="status">${text('ended')} ${loginButton()}</p>`;
    }
    return html`<div class="state" role="alert">
      <p>${wordsOf(failure)}</p>
      ${traceId ? html`<details><summary>${text('technical')}</summary>${code} · ${message} · ${traceId}</details>` : ''}
      <button @click=${() => this.load()}>${text('again')}</button>
    </div>`;
  }
}
