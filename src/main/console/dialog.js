/** Questions before what matters, and short news after it. */
import { html, LitElement, render } from 'lit';
import { text } from './language.js';

/**
 * Asks the person before something that matters.
 *
 * @param question title of the dialog
 * @param detail what would happen, a text or template
 * @param action what the button that says yes is called
 * @returns a promise of whether they said yes; Enter in a field means yes, leaving by the keyboard no. Where there is something to fill in,
 *   it has the focus, else the button that says no
 */
export async function confirmed({ question, detail, action }) {
  return await opened(html`<h2 id="question">${question}</h2>
    <div>${detail}</div>
    <p class="actions"><button type="button" autofocus @click=${({ target }) => target.closest('dialog').close()}>${text('cancel')}</button><button value="yes" class="main">${action}</button></p>`) === 'yes';
}

/**
 * Tells more about what is on screen; a link in it leads away from it.
 *
 * @param heading title of the dialog
 * @param detail a text or template
 */
export function inform({ heading, detail }) {
  return opened(html`<h2 id="question">${heading}</h2>
    <div>${detail}</div>
    <p class="actions"><button autofocus>${text('close')}</button></p>`);
}

/** @returns a promise of the value of the button that closed it */
function opened(content) {
  const dialog = document.createElement('dialog');
  dialog.setAttribute('aria-labelledby', 'question');
  render(html`<form method="dialog">${content}</form>`, dialog);
  dialog.addEventListener('click', ({ target }) => target.closest('a[href]') && dialog.close());
  document.body.append(dialog);
  dialog.showModal();
  dialog.querySelector('input, textarea')?.focus();
  return new Promise(answered => dialog.addEventListener('close', () => {
    dialog.remove();
    answered(dialog.returnValue);
  }));
}

const NEWS = 'esteira-news';
const SHOWN = 10_000;

/**
 * Tells what has been done, without taking the focus.
 *
 * @param undo takes it back; without it there is no such button
 */
export function tell(message, undo) {
  document.dispatchEvent(new CustomEvent(NEWS, { detail: { message, undo } }));
}

/** Where news appear, until they are old or closed; those with a way back do not grow old. */
class News extends LitElement {

  static properties = { news: { state: true } };

  createRenderRoot() {
    return this;
  }

  heard = ({ detail }) => this.add(detail);

  constructor() {
    super();
    this.news = [];
  }

  connectedCallback() {
    super.connectedCallback();
    document.addEventListener(NEWS, this.heard);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    document.removeEventListener(NEWS, this.heard);
  }

  add(piece) {
    // A way back stays until it is taken, closed, or followed by another: nobody is hurried.
    this.news = [...this.news.filter(({ undo }) => !undo || !piece.undo), piece];
    if (!piece.undo) {
      setTimeout(() => this.drop(piece), SHOWN);
    }
  }

  drop(piece) {
    this.news = this.news.filter(other => other !== piece);
  }

  undo(piece) {
    this.drop(piece);
    piece.undo();
  }

  render() {
    return html`<div class="news" role="status">${this.news.map(piece => html`<p>
      ${piece.message}
      ${piece.undo ? html`<button @click=${() => this.undo(piece)}>${text('undo')}</button>` : ''}
      <button @click=${() => this.drop(piece)} aria-label=${text('close')}>×</button>
    </p>`)}</div>`;
  }
}

customElements.define('esteira-news', News);
