import { html } from 'lit';
import { confirmed } from '../../dialog.js';
import { moment, quantity } from '../../language.js';
import { listing } from '../../listing.js';
import { facts, nothingHere, number, table } from '../../parts.js';
import { go, link } from '../../router.js';
import { begin } from '../administration/days.js';
import { counted, Desk } from './frame.js';
import { HELD, issueOf } from './issues.js';
import { bulk, jobs } from './many.js';
import { text } from './texts.js';

const ENTRIES = `query Quarantine($where: QuarantineEntryWhere, $period: QuarantineEntryWhere, $first: Int, $after: String, $last: Int, $before: String) {
  quarantine(where: $where, first: $first, after: $after, last: $last, before: $before, orderBy: [{ updatedAt: DESC }]) {
    totalCount
    nodes { id company source entity sourceKey payload code field message state waitsFor waitsKey attempts createdAt updatedAt endedBy discardReason }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  }
  all: quarantineAggregate(where: $period, groupBy: [{ source: VALUE }, { company: VALUE }, { entity: VALUE }, { code: VALUE }, { field: VALUE }, { state: VALUE }]) {
    key { source company entity code field state } count
  }
  jobs(where: { kind: { eq: "REPLAY_QUARANTINE" } }, first: 1, orderBy: [{ createdAt: DESC }]) {
    nodes { id company state done total result message messagePt createdAt createdBy endedAt }
  }
}`;

const REPLAY = `mutation Replay($id: ID!) {
  replayQuarantine(id: $id) {
    ... on ReplayQuarantinePayload { entry { state code message } }
    ... on ReplayRefused { message messagePt }
  }
}`;

const FILTERS = ['state', 'source', 'entity', 'code', 'company', 'field'];
/** What makes up a cause: what is wrong with which field of which records. */
const CAUSE = ['source', 'entity', 'code', 'field'];

/** Adds up companies and states: those that hold most records come first. */
function causes(groups) {
  const by = Map.groupBy(groups, ({ key }) => JSON.stringify(CAUSE.map(name => key[name])));
  return [...by.values()].map(same => ({ ...same[0].key, count: same.reduce((sum, { count }) => sum + count, 0) }))
    .sort((one, other) => other.count - one.count);
}

/** Records that could not be used: what is wrong with them, and what to do about it. */
class Quarantine extends Desk {

  heading() {
    return text('part.quarantine');
  }

  document() {
    return ENTRIES;
  }

  live() {
    return [{ query: 'subscription Replaying { jobChanged(where: { kind: { eq: "REPLAY_QUARANTINE" } }) { id } }' }];
  }

  /** When the first of them was refused at the earliest; undefined where the address says none. */
  get since() {
    const { since } = this.filters;
    return since && !Number.isNaN(Date.parse(since)) ? begin(since) : undefined;
  }

  variables() {
    const { state, ...others } = this.filters;
    const { since } = this;
    const period = since ? { createdAt: { gte: since } } : {};
    const given = FILTERS.filter(name => others[name]).map(name => [name, { eq: others[name] }]);
    return { ...this.page(), period, where: { ...period, ...Object.fromEntries(given), state: state ? { eq: state } : { in: HELD } } };
  }

  show({ quarantine: { totalCount, nodes, pageInfo }, all, jobs: { nodes: recent } }) {
    const among = name => this.among(all, name, FILTERS, (other, key) => other !== 'state' || HELD.includes(key.state));
    const choices = name => counted(among(name), name);
    const found = causes(among());
    return html`<dl class="filters">
        ${this.filter('state', choices('state'), state => text(`held.${state}`), text('unresolved'))}
        ${['source', 'entity'].map(name => this.filter(name, choices(name)))}
        ${this.filter('code', choices('code'), code => issueOf({ code }))}
        ${this.filter('company', choices('company'))}
        ${this.filters.field ? this.filter('field', choices('field')) : ''}
        <div><dt><label for="since">${text('heldSince')}</label></dt><dd><input id="since" type="date" .value=${this.filters.since ?? ''}
          @change=${({ target }) => go(this.with({ since: target.value }))}></dd></div>
      </dl>
      ${found.length ? html`<p>${text('howToMend')}</p>` : ''}
      ${jobs(this, recent)}
      ${found.length > 1 ? this.causes(found) : ''}
      <p role="status">${text('entriesFound', { count: quantity(totalCount) })}</p>
      ${totalCount ? bulk(this, counted(among(), 'company').map(([company]) => company)) : ''}
      ${nodes.length ? this.list(nodes) : nothingHere(text('noEntries'))}
      ${this.pager(pageInfo)}`;
  }

  causes(found) {
    return html`<h2>${text('causes')}</h2>
      ${table(text('causes'), [text('issue'), text('record'), number(text('held'))], found.map(cause => html`<tr>
        <td><a href=${this.with(Object.fromEntries(CAUSE.map(name => [name, cause[name]])))}>${issueOf(cause)}${cause.field ? html` · <code>${cause.field}</code>` : ''}</a></td>
        <td>${cause.source}.${cause.entity}</td><td class="number">${quantity(cause.count)}</td></tr>`))}
      <h2>${text('part.quarantine')}</h2>`;
  }

  list(rows) {
    return listing({
      caption: text('part.quarantine'),
      name: text('part.quarantine'),
      rows,
      columns: [
        { label: text('record'), value: ({ source, entity, sourceKey }) => `${source}.${entity} ${sourceKey}`,
          show: ({ id, source, entity, sourceKey }) => html`${source}.${entity}<br><a href=${link(['routes', 'quarantine', id])}><strong>${sourceKey}</strong></a>` },
        { label: text('company'), value: ({ company }) => company },
        { label: text('issue'), value: entry => `${issueOf(entry)} ${entry.field}: ${entry.message}`, show: entry => this.issue(entry) },
        { label: text('status'), value: ({ state }) => text(`held.${state}`), show: ({ state, waitsFor, waitsKey }) => html`${text(`held.${state}`)}
          ${waitsFor ? html`<br>${text('waitsFor', { what: waitsFor, key: waitsKey ?? '' })}` : ''}` },
        { label: text('tried'), value: ({ attempts }) => attempts, show: ({ attempts, updatedAt }) => html`${quantity(attempts)}<br>${moment(updatedAt)}`, figure: true },
        { label: text('action'), show: entry => this.action(entry) },
      ],
    });
  }

  issue(entry) {
    const { code, field, message, payload } = entry;
    return html`${issueOf(entry)}${field ? html` · <code>${field}</code>` : ''}
      <details><summary>${text('technical')}</summary>${code}: <span lang="en">${message}</span></details>
      ${payload ? html`<details><summary>${text('asItCame')}</summary><pre tabindex="0">${payload}</pre></details>` : ''}`;
  }

  action(entry) {
    const { id, state, sourceKey, endedBy, discardReason } = entry;
    return HELD.includes(state)
      ? html`<div class="does"><button @click=${() => this.replay(entry)} aria-label=${text('replayOf', { key: sourceKey })}>${text('replay')}</button>
          <a class="button" href=${link(['routes', 'quarantine', id])} aria-label=${text('openOf', { key: sourceKey })}>${text('open')}</a></div>`
      : html`${endedBy ? text('endedBy', { who: endedBy }) : ''}${discardReason ? html`<br>${discardReason}` : ''}`;
  }

  async replay(held) {
    const { id, source, entity, sourceKey } = held;
    const sure = await confirmed({
      question: text('replayQuestion'),
      detail: html`<p>${text('replayMeans')}</p>${facts([[text('record'), `${source}.${entity} ${sourceKey}`], [text('issue'), issueOf(held)]])}`,
      action: text('replay'),
    });
    if (sure) {
      await this.change(REPLAY, { id }, ({ entry }) => entry.state === 'RESOLVED'
        ? text('replayed', { key: sourceKey }) : text('replayedInVain', { key: sourceKey, message: issueOf(entry) }));
    }
  }
}

customElements.define('esteira-quarantine', Quarantine);
