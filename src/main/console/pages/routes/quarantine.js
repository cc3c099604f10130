import { html } from 'lit';
import { confirmed } from '../../dialog.js';
import { moment, quantity } from '../../language.js';
import { listing } from '../../listing.js';
import { facts, nothingHere } from '../../parts.js';
import { counted, Desk } from './frame.js';
import { text } from './texts.js';

const ENTRIES = `query Quarantine($where: QuarantineEntryWhere, $first: Int, $after: String, $last: Int, $before: String) {
  quarantine(where: $where, first: $first, after: $after, last: $last, before: $before, orderBy: [{ updatedAt: DESC }]) {
    totalCount
    nodes { id company source entity sourceKey payload code field message state waitsFor waitsKey attempts createdAt updatedAt endedBy }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  }
  all: quarantineAggregate(groupBy: [{ source: VALUE }, { company: VALUE }, { entity: VALUE }, { code: VALUE }, { state: VALUE }]) {
    key { source company entity code state } count
  }
}`;

const REPLAY = `mutation Replay($id: ID!) {
  replayQuarantine(id: $id) {
    ... on ReplayQuarantinePayload { entry { state message } }
    ... on ReplayRefused { message messagePt }
  }
}`;

const HELD = ['OPEN', 'WAITING'];
const FILTERS = ['state', 'source', 'entity', 'code', 'company'];

/** Records that could not be used: what is wrong with them, and what to do about it. */
class Quarantine extends Desk {

  heading() {
    return text('part.quarantine');
  }

  document() {
    return ENTRIES;
  }

  variables() {
    const { state, ...others } = this.filters;
    const given = FILTERS.filter(name => others[name]).map(name => [name, { eq: others[name] }]);
    return { ...this.page(), where: { ...Object.fromEntries(given), state: state ? { eq: state } : { in: HELD } } };
  }

  show({ quarantine: { totalCount, nodes, pageInfo }, all }) {
    const choices = name => counted(this.among(all, name, FILTERS, (other, key) => other !== 'state' || HELD.includes(key.state)), name);
    const [, ...others] = FILTERS;
    return html`<dl class="filters">
        ${this.filter('state', choices('state'), state => text(`held.${state}`), text('unresolved'))}
        ${others.map(name => this.filter(name, choices(name)))}
      </dl>
      <p role="status">${text('entriesFound', { count: quantity(totalCount) })}</p>
      ${nodes.length ? this.list(nodes) : nothingHere(text('noEntries'))}
      ${this.pager(pageInfo)}`;
  }

  list(rows) {
    return listing({
      caption: text('part.quarantine'),
      name: text('part.quarantine'),
      rows,
      columns: [
        { label: text('record'), value: ({ source, entity, sourceKey }) => `${source}.${entity} ${sourceKey}`,
          show: ({ source, entity, sourceKey }) => html`${source}.${entity}<br><strong>${sourceKey}</strong>` },
        { label: text('company'), value: ({ company }) => company },
        { label: text('issue'), value: ({ code, field, message }) => `${code} ${field}: ${message}`, show: entry => this.issue(entry) },
        { label: text('status'), value: ({ state }) => text(`held.${state}`), show: ({ state, waitsFor, waitsKey }) => html`${text(`held.${state}`)}
          ${waitsFor ? html`<br>${text('waitsFor', { what: waitsFor, key: waitsKey ?? '' })}` : ''}` },
        { label: text('tried'), value: ({ attempts }) => attempts, show: ({ attempts, updatedAt }) => html`${quantity(attempts)}<br>${moment(updatedAt)}`, figure: true },
        { label: text('action'), show: entry => HELD.includes(entry.state)
          ? html`<div class="does"><button @click=${() => this.replay(entry)} aria-label=${text('replayOf', { key: entry.sourceKey })}>${text('replay')}</button></div>`
          : entry.endedBy ? text('endedBy', { who: entry.endedBy }) : '' },
      ],
    });
  }

  issue({ code, field, message, payload }) {
    return html`${message}<br><small>${code}${field ? ` · ${field}` : ''}</small>
      ${payload ? html`<details><summary>${text('asItCame')}</summary><pre tabindex="0">${payload}</pre></details>` : ''}`;
  }

  async replay({ id, source, entity, sourceKey, message }) {
    const sure = await confirmed({
      question: text('replayQuestion'),
      detail: html`<p>${text('replayMeans')}</p>${facts([[text('record'), `${source}.${entity} ${sourceKey}`], [text('issue'), message]])}`,
      action: text('replay'),
    });
    if (sure) {
      await this.change(REPLAY, { id }, ({ entry }) => entry.state === 'RESOLVED'
        ? text('replayed', { key: sourceKey }) : text('replayedInVain', { key: sourceKey, message: entry.message }));
    }
  }
}

customElements.define('esteira-quarantine', Quarantine);
