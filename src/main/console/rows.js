/** A table of any length: in the document is what is on screen, the rest is asked for as one scrolls. */
import { html, LitElement } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { cell, kindOf } from './columns.js';
import { listen } from './graphql.js';
import { quantity, text, wordsOf } from './language.js';
import { PAGE, PagedList } from './paged.js';
import { rewrite } from './router.js';

/** Rows beyond each edge of the screen that are in the document too. */
const BEYOND = 6;
/** The tallest that a browser draws anything, in px, with some room; a list that would be taller is cut and says so. */
const TALLEST = 15_000_000;
/** In ms. */
const SETTLED = 200;
const TOGETHER = 1_000;

/** The list that was on screen last, for those who come back to it from one of its rows. */
let latest = {};

const indices = (from, to) => Array.from({ length: to - from }, (_, i) => from + i);

/**
 * list: what PagedList takes; a list that differs begins at the row that the address names.
 * columns: of each its width too, as grid-template-columns takes it; kind: date; on a phone title, wide, or bare where the
 *   value tells by itself what it is; order: the address of the list ordered by it; sorted: ascending or descending where it is now.
 * live: subscriptions, each with its query and variables, that tell when what is on screen has changed; at: another value says so too.
 * The event counted tells how many rows there are.
 */
class Rows extends LitElement {

  static properties = {
    caption: {}, list: { attribute: false }, columns: { attribute: false }, live: { attribute: false }, at: { attribute: false }, start: { attribute: false },
    failure: { state: true }, range: { state: true }, height: { state: true },
  };

  visible = [0, 0];
  endings = [];
  drawn = () => this.draw();

  constructor() {
    super();
    this.live = [];
    this.start = 0;
    this.height = 60;
  }

  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    document.addEventListener('scroll', this.drawn, { capture: true, passive: true });
    window.addEventListener('resize', this.drawn);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    document.removeEventListener('scroll', this.drawn, { capture: true });
    window.removeEventListener('resize', this.drawn);
    this.hush();
  }

  hush() {
    clearTimeout(this.settling);
    clearTimeout(this.heard);
    this.endings.splice(0).forEach(end => end());
  }

  willUpdate(changed) {
    const key = JSON.stringify(this.list);
    if (key !== this.key) {
      this.key = key;
      this.begin();
    } else if (changed.has('at')) {
      this.refresh();
    }
  }

  async begin() {
    this.hush();
    latest = latest.key === this.key ? latest : { key: this.key, pages: new PagedList(this.list) };
    const { pages } = latest;
    const known = pages.total !== undefined;
    this.pages = pages;
    this.range = [0, 1];
    this.failure = undefined;
    if (await this.attempt(pages, () => pages.load(0))) {
      this.endings = this.live.map(subscription => listen(subscription, () => this.refreshSoon()));
      this.tell();
      await this.updateComplete;
      if (this.start) {
        this.to(this.start);
      }
      this.draw();
      if (known) {
        this.refresh();
      }
    }
  }

  tell() {
    this.dispatchEvent(new CustomEvent('counted', { detail: this.pages.total }));
  }

  /** Changes that come together are answered by one question. */
  refreshSoon() {
    this.heard ??= setTimeout(() => {
      this.heard = undefined;
      this.refresh();
    }, TOGETHER);
  }

  /** Asks again for what is on screen, where it is. */
  async refresh() {
    if (this.reading) {
      this.refreshSoon();
      return;
    }
    if (this.pages.total === undefined) {
      return;
    }
    const { pages } = this;
    this.reading = true;
    const done = await this.attempt(pages, () => pages.refresh(...this.pagesOnScreen));
    this.reading = false;
    if (done) {
      this.tell();
    }
    this.draw();
  }

  /** @returns whether it was done for the list that is on screen; what went wrong is shown */
  async attempt(pages, work) {
    const failure = await work().then(() => undefined, refused => refused);
    const current = pages === this.pages && this.isConnected;
    if (current) {
      this.failure = failure;
      this.requestUpdate();
    }
    return current && !failure;
  }

  get length() {
    return Math.min(this.pages.total ?? 0, Math.floor(TALLEST / this.height));
  }

  get pagesOnScreen() {
    const last = Math.max(0, Math.min(this.range[1], this.length - 1));
    return [Math.floor(this.range[0] / PAGE), Math.floor(last / PAGE)];
  }

  get box() {
    return this.querySelector('.rows');
  }

  /** Whether the table scrolls by itself; else the window does. */
  get scrolls() {
    return getComputedStyle(this.box).overflowY === 'auto';
  }

  /** Rows are as high as the style makes them on this screen. */
  updated() {
    const height = this.querySelector('tbody tr')?.offsetHeight;
    if (height && height !== this.height) {
      this.height = height;
      this.drawSoon();
    }
  }

  async drawSoon() {
    await this.updateComplete;
    this.draw();
  }

  /** Finds out which rows are on screen, and reads those that are not known. */
  draw() {
    const body = this.querySelector('tbody');
    if (!body) {
      return;
    }
    const { top } = body.getBoundingClientRect();
    const box = this.box.getBoundingClientRect();
    const first = Math.floor((Math.max(0, box.top) - top) / this.height);
    const last = Math.ceil((Math.min(innerHeight, box.bottom) - top) / this.height);
    this.visible = this.within(first, last);
    const range = this.within(first - BEYOND, last + BEYOND);
    if (range.join() !== this.range.join()) {
      this.range = range;
    }
    this.read();
    clearTimeout(this.settling);
    this.settling = setTimeout(() => rewrite({ row: this.visible[0] }), SETTLED);
  }

  within(from, to) {
    const first = Math.min(Math.max(0, from), this.length);
    return [first, Math.max(first, Math.min(to, this.length))];
  }

  /** One page after another, for as long as the screen lacks one; what has been scrolled past meanwhile is not waited for. */
  async read() {
    if (this.reading || this.failure) {
      return;
    }
    this.reading = true;
    while (this.lacking !== undefined) {
      const { pages, lacking } = this;
      const done = await this.attempt(pages, () => pages.load(lacking, () => pages === this.pages && this.onScreen(lacking)));
      if (!done && pages === this.pages) {
        break;
      }
    }
    this.reading = false;
  }

  onScreen(page) {
    const [from, to] = this.pagesOnScreen;
    return page >= from && page <= to;
  }

  /** The first page that the screen needs and that is not known. */
  get lacking() {
    const [from, to] = this.pagesOnScreen;
    return indices(from, to + 1).find(page => this.pages.total && !this.pages.has(page));
  }

  again() {
    this.failure = undefined;
    if (this.pages.total === undefined) {
      this.begin();
    } else {
      this.read();
    }
  }

  /** Scrolls so that a row is the first one on screen. */
  to(index) {
    if (this.scrolls) {
      this.box.scrollTop = index * this.height;
    } else if (index > 0) {
      window.scrollTo(0, window.scrollY + this.querySelector('tbody').getBoundingClientRect().top + index * this.height);
    } else {
      this.scrollIntoView();
    }
  }

  /** @returns the rows that are on screen */
  get shown() {
    return indices(...this.visible).map(index => this.pages.row(index)).filter(row => row);
  }

  /** Those on screen, and the one that has the focus, which would be lost with it; in their order, since what is moved loses it too. */
  get inDocument() {
    const on = indices(...this.within(...this.range));
    const focused = Number(document.activeElement?.closest('esteira-rows tr')?.getAttribute('aria-rowindex')) - 2;
    return focused >= 0 && focused < this.length && !on.includes(focused) ? [...on, focused].sort((one, other) => one - other) : on;
  }

  render() {
    if (this.pages.total === undefined) {
      return this.failure ? this.failed() : html`<p class="state" role="status">${text('loading')}</p>`;
    }
    return html`<div class="rows" tabindex="0" role="region" aria-label=${this.caption}>
      <table role="table" aria-label=${this.caption} aria-rowcount=${this.length + 1} .style=${`--columns: ${this.columns.map(({ width }) => width).join(' ')}`}>
        <thead role="rowgroup"><tr role="row" aria-rowindex="1">${this.columns.map(column => this.head(column))}</tr></thead>
        <tbody role="rowgroup" .style=${`height: ${this.length * this.height}px`}>
          ${repeat(this.inDocument, index => index, index => this.line(index))}</tbody>
      </table>
    </div>
    ${this.failure ? this.failed() : ''}
    <p class="edges">
      <button @click=${() => this.to(0)}>${text('toStart')}</button>
      <button @click=${() => this.to(this.length)}>${text('toEnd')}</button>
      ${this.length < this.pages.total ? html`<span>${text('cut', { count: quantity(this.length) })}</span>` : ''}
    </p>`;
  }

  head(column) {
    const { label, order, sorted } = column;
    return html`<th role="columnheader" scope="col" class=${kindOf(column)} aria-sort=${sorted ?? 'none'}>
      ${order ? html`<a href=${order}>${label}${{ ascending: ' ↑', descending: ' ↓' }[sorted] ?? ''}</a>` : label}</th>`;
  }

  line(index) {
    const row = this.pages.row(index);
    return html`<tr role="row" aria-rowindex=${index + 2} aria-busy=${row ? 'false' : 'true'} .style=${`top: ${index * this.height}px`}>
      ${row ? this.columns.map(column => html`<td role="cell" class=${kindOf(column)} data-label=${column.label}><div>${cell(column, row)}</div></td>`)
        : html`<td role="cell" class="whole">${text(this.failure ? 'notLoaded' : 'loading')}</td>`}
    </tr>`;
  }

  failed() {
    return html`<div class="state" role="alert">${wordsOf(this.failure)}
      <button @click=${this.again}>${text('again')}</button></div>`;
  }
}

customElements.define('esteira-rows', Rows);
