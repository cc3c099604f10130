/** That the sources are still being read for the first time, above whichever page: what is known of them would be taken for all there is. */
import { html, LitElement } from 'lit';
import { ask } from './graphql.js';
import { quantity, texts } from './language.js';
import { hasAny } from './me.js';

const text = texts({
  'pt-BR': {
    firstReading: 'Primeira leitura: {read} de {all} fontes. Os números ainda são parciais.',
    missing: 'Falta ler: {names}.',
    items: 'itens', phases: 'fases', productionOrders: 'ordens', postings: 'apontamentos', downtimes: 'paradas',
  },
  en: {
    firstReading: 'First reading: {read} of {all} sources. Figures are of a part as yet.',
    missing: 'Still to be read: {names}.',
    items: 'items', phases: 'phases', productionOrders: 'orders', postings: 'postings', downtimes: 'stops',
  },
});

/** In ms. */
const AGAIN = 5_000;
const NAMED = 5;

/** What IT alone may read: each route. */
const ROUTES = `{
  routesAggregate(where: { state: { ne: PUSHED } }) { count read: count(where: { lastSuccessAt: { isNull: false } }) }
  routes(where: { state: { ne: PUSHED }, lastSuccessAt: { isNull: true } }, first: ${NAMED}) { nodes { company routeId } }
}`;

async function ofRoutes() {
  const { routesAggregate: [{ count, read }], routes: { nodes } } = await ask(ROUTES);
  return { all: count, read, names: nodes.map(({ company, routeId }) => `${routeId} (${company})`) };
}

/** What every role may read: how old lists are, by source and company. */
const LISTS = ['items', 'phases', 'productionOrders', 'postings', 'downtimes'];
const FRESHNESS = `{ ${LISTS.map(list => `${list} { freshness { company asOf } }`).join(' ')} }`;

async function ofLists() {
  const answer = await ask(FRESHNESS);
  const known = LISTS.flatMap(list => answer[list].freshness.map(source => ({ ...source, list })));
  const missing = known.filter(({ asOf }) => asOf === null);
  return { all: known.length, read: known.length - missing.length, names: missing.map(({ company, list }) => `${text(list)} (${company})`) };
}

class FirstReading extends LitElement {

  static properties = { known: { state: true } };

  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    this.look();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.next);
  }

  /** Until all has been read once, which stays so. Where there is nothing yet, the hub has just begun. */
  async look() {
    this.known = await (hasAny(['it']) ? ofRoutes() : ofLists()).catch(() => this.known);
    const { all = 0, read } = this.known ?? {};
    if (this.isConnected && (!all || read < all)) {
      this.next = setTimeout(() => this.look(), AGAIN);
    }
  }

  render() {
    const { all, read, names } = this.known ?? {};
    return read === all ? '' : html`<p class="warned">
      ${text('firstReading', { read: quantity(read), all: quantity(all) })}
      <progress max=${all} .value=${read} aria-hidden="true"></progress>
      <small>${text('missing', { names: names.slice(0, NAMED).join(', ') })}</small></p>`;
  }
}

customElements.define('esteira-first-reading', FirstReading);
