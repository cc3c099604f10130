import { html } from 'lit';
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

/** What is on screen, as a sheet has it. */
const shown = entries => ({
  headings: ['when', 'who', 'what', 'subject', 'company', 'whence', 'detail'].map(key => text(key)),
  rows: entries.map(entry => [
    moment(entry.recordedAt), entry.actor, entry.action, entry.subject, entry.company, entry.remoteAddress, JSON.stringify(entry.detail),
  ]),
});

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
    return html`<p role="status">${text('entriesFound', { count: quantity(totalCount) })}</p>
      <esteira-export name=${text('audit')} operation="audit-entries" .variables=${this.filtered(this.route.query)} .shown=${() => shown(nodes)}></esteira-export>
      ${nodes.length ? this.list(nodes) : nothingHere(text('noEntries'))}
      <nav class="pager" aria-label=${text('pagesOfList')}>
        ${pageInfo.hasPreviousPage ? html`<a rel="prev" href=${this.with({ before: pageInfo.startCursor })}>${text('previous')}</a>` : ''}
        ${pageInfo.hasNextPage ? html`<a rel="next" href=${this.with({ after: pageInfo.endCursor })}>${text('next')}</a>` : ''}
      </nav>`;
  }

  list(entries) {
    return table(text('audit'), ['when', 'who', 'what', 'company', 'whence', 'detail'].map(key => text(key)), entries.map(entry => html`<tr>
      <td>${moment(entry.recordedAt)}</td>
      <td><a href=${this.with({ who: entry.actor })}>${entry.actor}</a></td>
      <td class="wide"><a href=${this.with({ what: entry.action })}>${entry.action}</a><br><span class="told">${entry.subject}</span></td>
      <td>${entry.company ?? text('wholeHub')}</td>
      <td>${entry.remoteAddress ?? text('none')}</td>
      <td class="wide"><details><summary>${text('showDetail')}</summary><pre tabindex="0">${JSON.stringify(entry.detail, null, 2)}</pre>
        ${entry.traceId ? html`<p class="told">${text('trace', { id: entry.traceId })}</p>` : ''}</details></td>
    </tr>`));
  }
}

customElements.define('esteira-audit', Audit);
