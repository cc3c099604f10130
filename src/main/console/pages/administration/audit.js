import { html } from 'lit';
import { cell, kindOf, onScreen } from '../../columns.js';
import '../../export.js';
import { moment, quantity } from '../../language.js';
import { nothingHere, table } from '../../parts.js';
import { go } from '../../router.js';
import { begin } from './days.js';
import { Section, text } from './section.js';

const PAGE = 50;

const ENTRIES = `query Audit($where: AuditEntryWhere, $first: Int, $after: String, $last: Int, $before: String) {
  auditEntries(where: $where, first: $first, after: $after, last: $last, before: $before) {
    totalCount
    nodes { id recordedAt actor action company subject detail remoteAddress traceId }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  }
}`;

const condition = ({ who, what, from, to }) => ({ and: [
  ...who ? [{ actor: { contains: who } }] : [],
  ...what ? [{ or: [{ action: { contains: what } }, { subject: { contains: what } }] }] : [],
  ...from ? [{ recordedAt: { gte: begin(from) } }] : [],
  ...to ? [{ recordedAt: { lt: begin(to, 1) } }] : [],
] });

/** Who changed what, when, from where. */
class Audit extends Section {

  document() {
    return ENTRIES;
  }

  filtered(query) {
    return { where: condition(Object.fromEntries(query)) };
  }

  variables({ query }) {
    const { after, before } = Object.fromEntries(query);
    return { ...this.filtered(query), ...before ? { last: PAGE, before } : { first: PAGE, after } };
  }

  search(event) {
    event.preventDefault();
    const filters = Object.fromEntries([...new FormData(event.target)].map(([name, value]) => [name, value.trim()]));
    go(this.with(filters));
  }

  content() {
    return html`${this.answer.failure?.code === 'FORBIDDEN' ? '' : this.form()}${super.content()}`;
  }

  form() {
    const field = (name, type) => html`<label>${text(name)}
      <input type=${type} name=${name} .value=${this.route.query.get(name) ?? ''}></label>`;
    return html`<form class="search" role="search" @submit=${this.search}>
      ${field('who', 'search')}${field('what', 'search')}${field('from', 'date')}${field('to', 'date')}
      <button>${text('search')}</button>
    </form>`;
  }

  show({ auditEntries: { totalCount, nodes, pageInfo } }) {
    const columns = this.columns();
    return html`<p role="status">${text('entriesFound', { count: quantity(totalCount) })}</p>
      <esteira-export name=${text('audit')} operation="audit-entries" .variables=${this.filtered(this.route.query)}
        .columns=${columns} .rows=${() => nodes}></esteira-export>
      ${nodes.length ? this.list(nodes, onScreen(columns)) : nothingHere(text('noEntries'))}
      <nav class="pager" aria-label=${text('pagesOfList')}>
        ${pageInfo.hasPreviousPage ? html`<a rel="prev" href=${this.with({ before: pageInfo.startCursor })}>${text('previous')}</a>` : ''}
        ${pageInfo.hasNextPage ? html`<a rel="next" href=${this.with({ after: pageInfo.endCursor })}>${text('next')}</a>` : ''}
      </nav>`;
  }

  columns() {
    return [
      { label: text('when'), value: ({ recordedAt }) => moment(recordedAt) },
      { label: text('who'), value: ({ actor }) => actor, show: ({ actor }) => html`<a href=${this.with({ who: actor })}>${actor}</a>` },
      { label: text('what'), kind: 'wide', value: ({ action }) => action,
        show: ({ action, subject }) => html`<a href=${this.with({ what: action })}>${action}</a><br><span class="told">${subject}</span>` },
      { label: text('subject'), value: ({ subject }) => subject, hidden: true },
      { label: text('company'), value: ({ company }) => company, show: ({ company }) => company ?? text('wholeHub') },
      { label: text('whence'), value: ({ remoteAddress }) => remoteAddress, show: ({ remoteAddress }) => remoteAddress ?? text('none') },
      { label: text('detail'), kind: 'wide', value: ({ detail }) => JSON.stringify(detail), show: whole },
    ];
  }

  list(entries, columns) {
    return table(text('audit'), columns, entries.map(entry => html`<tr>${columns.map(column => html`<td class=${kindOf(column)}>${cell(column, entry)}</td>`)}</tr>`));
  }
}

const whole = ({ detail, traceId }) => html`<details><summary>${text('showDetail')}</summary><pre tabindex="0">${JSON.stringify(detail, null, 2)}</pre>
  ${traceId ? html`<p class="told">${text('trace', { id: traceId })}</p>` : ''}</details>`;

customElements.define('esteira-audit', Audit);
