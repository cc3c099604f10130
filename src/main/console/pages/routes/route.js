import { html } from 'lit';
import { moment, quantity } from '../../language.js';
import { facts, nothingHere } from '../../parts.js';
import { link } from '../../router.js';
import { Desk } from './frame.js';
import { age, doing, standing } from './standing.js';
import { text } from './texts.js';

const ROUTE = `query Route($id: ID!) {
  route(id: $id) {
    id company routeId source entity state lastSuccessAt lastFailureAt lastError failures nextAt lastRunMode lastRunStartedAt
    rowsRead rowsStored rowsQuarantined watermark watermarkAt readAsOf staleAfterSeconds stale
  }
}`;

/** One route with all that is known of it. */
class Route extends Desk {

  get again() {
    return 15_000;
  }

  heading() {
    const route = this.answer.data?.route;
    return route ? `${route.routeId}, ${route.company}` : text('route');
  }

  document() {
    return ROUTE;
  }

  variables({ parts: [, , id] }) {
    return { id };
  }

  /** What is no id names no route. */
  failed(failure) {
    return failure.code === 'BAD_USER_INPUT' ? nothingHere(text('noRoute')) : super.failed(failure);
  }

  show({ route }) {
    if (!route) {
      return nothingHere(text('noRoute'));
    }
    const { company, source, entity } = route;
    return html`${route.lastError ? html`<p class="state bad" role="status">${route.lastError}</p>` : ''}
      ${facts([
        [text('status'), standing(route)],
        [text('doing'), doing(route)],
        [text('lastSuccess'), moment(route.lastSuccessAt)],
        [text('lastFailure'), moment(route.lastFailureAt)],
        [text('age'), html`<span class=${route.stale ? 'late' : ''}>${age(route)}</span>`],
        [text('readAsOf'), moment(route.readAsOf)],
        [text('mode'), route.lastRunMode ? text(`mode.${route.lastRunMode}`) : text('none')],
        [text('lastRun'), moment(route.lastRunStartedAt)],
        [text('rowsRead'), quantity(route.rowsRead) || text('none')],
        [text('rowsStored'), quantity(route.rowsStored) || text('none')],
        [text('rowsQuarantined'), quantity(route.rowsQuarantined) || text('none')],
        [text('watermark'), route.watermark ?? text('none')],
      ])}
      <p><a href=${link(['routes', 'quarantine'], { company, source, entity })}>${text('itsQuarantine')}</a> ·
        <a href=${link(['routes', 'sources'], { source })}>${text('itsSource')}</a> ·
        <a href=${link(['routes'])}>${text('allRoutes')}</a></p>`;
  }
}

customElements.define('esteira-route', Route);
