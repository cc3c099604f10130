import { html } from 'lit';
import './deliveries.js';
import './delivery.js';
import './entry.js';
import './lineage.js';
import './quarantine.js';
import './reconciliation.js';
import './reconciliations.js';
import './route.js';
import './sources.js';
import { confirmed } from '../../dialog.js';
import { inWords, moment, quantity } from '../../language.js';
import { listing } from '../../listing.js';
import { nothingHere } from '../../parts.js';
import { link } from '../../router.js';
import { counted, Desk } from './frame.js';
import { age, condition, doing, isBad, standing } from './standing.js';
import { text } from './texts.js';

const ROUTES = `query Routes($where: RouteWhere, $held: QuarantineEntryWhere, $raised: AlertWhere) {
  routes(where: $where, first: 500, orderBy: [{ routeId: ASC }, { company: ASC }]) {
    totalCount
    nodes {
      id company routeId source entity state lastSuccessAt lastFailureAt lastError failures nextAt resumesAt lastRunMode lastRunStartedAt
      rowsRead rowsStored rowsQuarantined readAsOf staleAfterSeconds stale
    }
  }
  all: routesAggregate(groupBy: [{ source: VALUE }, { company: VALUE }, { state: VALUE }]) { key { source company state } count stale: count(where: { stale: { eq: true } }) }
  held: quarantineAggregate(where: $held, groupBy: [{ company: VALUE }, { source: VALUE }, { entity: VALUE }]) { key { company source entity } count }
  alerts(where: $raised, first: 100, orderBy: [{ lastSeenAt: DESC }]) { totalCount nodes { id company code subject message messagePt raisedAt lastSeenAt times acknowledgedBy note } }
}`;

const ACKNOWLEDGE = `mutation Acknowledge($id: ID!, $note: String) {
  acknowledgeAlert(id: $id, note: $note) { __typename ... on AlertRefused { message messagePt } }
}`;

const FILTERS = ['state', 'source', 'company'];

/** What is read from where, those routes first that somebody must look at. */
class Routes extends Desk {

  /** Routes tell of no changes. */
  get again() {
    return 15_000;
  }

  heading() {
    return text('routes');
  }

  document() {
    return ROUTES;
  }

  variables() {
    const { company } = this.filters;
    const of = company ? { company: { eq: company } } : {};
    return {
      where: condition(this.filters),
      held: { ...of, state: { in: ['OPEN', 'WAITING'] } },
      raised: { endedAt: { isNull: true }, ...company && { or: [of, { company: { isNull: true } }] } },
    };
  }

  show({ routes, all, held, alerts }) {
    const among = name => this.among(all, name, FILTERS);
    const stale = among().reduce((sum, group) => sum + group.stale, 0);
    const rows = routes.nodes.toSorted((one, other) => isBad(other) - isBad(one));
    return html`${alerts.nodes.length ? this.alerts(alerts) : html`<p class="source">${text('noAlerts')}</p>`}
      <h2>${text('routes')}</h2>
      <dl class="filters">
        ${this.filter('stale', [['yes', stale]], () => text('onlyStale'))}
        ${this.filter('state', counted(among('state'), 'state'), state => text(`state.${state}`))}
        ${this.filter('source', counted(among('source'), 'source'))}
        ${this.filter('company', counted(among('company'), 'company'))}
      </dl>
      <p role="status">${text('routesFound', { count: quantity(routes.totalCount) })}</p>
      ${rows.length ? this.list(rows, held) : nothingHere(text('noRoutes'))}`;
  }

  list(rows, held) {
    const entries = ({ company, source, entity }) => held.find(({ key }) => key.company === company && key.source === source && key.entity === entity)?.count ?? 0;
    return listing({
      caption: text('routes'),
      name: text('routes'),
      rows,
      columns: [
        { label: text('route'), value: ({ routeId }) => routeId, show: ({ id, routeId }) => html`<a href=${link(['routes', 'route', id])}>${routeId}</a>` },
        { label: text('company'), value: ({ company }) => company },
        { label: text('status'), value: ({ state }) => text(`state.${state}`), show: standing },
        { label: text('lastSuccess'), value: ({ lastSuccessAt }) => lastSuccessAt, show: ({ lastSuccessAt }) => moment(lastSuccessAt) },
        { label: text('age'), value: age, show: route => html`<span class=${route.stale ? 'late' : ''}>${age(route)}</span>` },
        { label: text('doing'), value: doing },
        { label: text('rowsRead'), value: ({ rowsRead }) => rowsRead, figure: true },
        { label: text('rowsStored'), value: ({ rowsStored }) => rowsStored, figure: true },
        { label: text('held'), value: entries, figure: true, show: route => entries(route) === 0 ? '0'
          : html`<a href=${link(['routes', 'quarantine'], { company: route.company, source: route.source, entity: route.entity })}>${quantity(entries(route))}</a>` },
      ],
    });
  }

  alerts({ nodes, totalCount }) {
    return html`<h2>${text('alerts', { count: quantity(totalCount) })}</h2>${listing({
      caption: text('openAlerts'),
      name: text('openAlerts'),
      rows: nodes,
      columns: [
        { label: text('alert'), value: ({ code }) => code },
        { label: text('subject'), value: ({ subject }) => subject },
        { label: text('what'), value: inWords },
        { label: text('company'), value: ({ company }) => company },
        { label: text('since'), value: ({ raisedAt }) => raisedAt, show: ({ raisedAt }) => moment(raisedAt) },
        { label: text('lastSeen'), value: ({ lastSeenAt }) => lastSeenAt, show: ({ lastSeenAt }) => moment(lastSeenAt) },
        { label: text('times'), value: ({ times }) => times, figure: true },
        { label: text('takenUp'), value: ({ acknowledgedBy }) => acknowledgedBy, show: alert => this.takenUp(alert) },
      ],
    })}`;
  }

  /** Who looks at it, or a way to be that person. */
  takenUp({ id, acknowledgedBy, note }) {
    return acknowledgedBy ? html`${acknowledgedBy}${note ? html`<br>${note}` : ''}`
      : html`<span class="does"><button @click=${() => this.takeUp(id)}>${text('takeUp')}</button></span>`;
  }

  async takeUp(id) {
    let note = null;
    const detail = html`<p>${text('takeUpMeans')}</p>
      <label>${text('noteForColleagues')}<input maxlength="500" @input=${({ target }) => { note = target.value || null; }}></label>`;
    if (await confirmed({ question: text('takeUpQuestion'), detail, action: text('takeUp') })) {
      await this.change(ACKNOWLEDGE, { id, note }, () => text('tookUp'));
    }
  }
}

customElements.define('esteira-routes', Routes);

const PARTS = {
  quarantine: route => route.parts[2] ? html`<esteira-quarantine-entry .route=${route}></esteira-quarantine-entry>` : html`<esteira-quarantine .route=${route}></esteira-quarantine>`,
  deliveries: route => route.parts[2] ? html`<esteira-delivery .route=${route}></esteira-delivery>` : html`<esteira-deliveries .route=${route}></esteira-deliveries>`,
  reconciliations: route => route.parts[2] ? html`<esteira-reconciliation .route=${route}></esteira-reconciliation>` : html`<esteira-reconciliations .route=${route}></esteira-reconciliations>`,
  sources: route => html`<esteira-sources .route=${route}></esteira-sources>`,
  lineage: route => html`<esteira-lineage .route=${route}></esteira-lineage>`,
  route: route => html`<esteira-route .route=${route}></esteira-route>`,
};

export default {
  path: 'routes',
  label: text('routes'),
  roles: ['it'],
  view: route => (PARTS[route.parts[1]] ?? (() => html`<esteira-routes .route=${route}></esteira-routes>`))(route),
};
