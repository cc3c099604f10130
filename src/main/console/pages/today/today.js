import { css, html } from 'lit';
import { ask, listen } from '../../graphql.js';
import { day, moment, quantity } from '../../language.js';
import { hasAny, me } from '../../me.js';
import { origin } from '../../origin.js';
import { Page } from '../../page.js';
import { nothingHere, table } from '../../parts.js';
import { link } from '../../router.js';
import { today } from '../../zone.js';
import { posted, postedToday, scrapRate } from './posted.js';
import { PLANNING, plans, questions, targets as targetsOf } from './questions.js';
import { bySource, freshness, warning } from './sources.js';
import { duration, stops } from './stops.js';
import { targets } from './targets.js';
import { text } from './texts.js';

/** Deliveries that go on by themselves; all others that have not ended wait for somebody. */
const ON_THE_WAY = ['PENDING', 'SENDING', 'RETRYING', 'UNCERTAIN'];

const CHANGES = [
  ['productionOrderChanged', 'ProductionOrderWhere'],
  ['downtimeChanged', 'DowntimeWhere'],
];
const TARGETS = 'subscription Targets($plan: ID!) { phaseTargetsChanged(plan: $plan) { dataAsOf } }';

const put = ({ query, variables }) => ask(query, variables);

/** The plant on one screen, as far as the person may see it. */
class Today extends Page {

  static styles = css`
    .cards { display: grid; grid-template-columns: repeat(auto-fill, minmax(10rem, 1fr)); gap: .75rem; margin: 0 0 1rem; padding: 0; list-style: none; }
    .card { position: relative; display: grid; align-content: start; padding: .75rem 1rem; border: 1px solid var(--line); border-left: 4px solid var(--line); border-radius: 6px; background: var(--surface); }
    .card.urgent { border-left-color: var(--warning); }
    .card a, .card span { color: var(--muted); }
    .card a { color: var(--accent); }
    .card a::after { content: ''; position: absolute; inset: 0; }
    .card strong { font-size: 1.5rem; line-height: 1.25; font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }
    .card strong.small { font-size: 1.125rem; }
    .card.urgent strong { color: var(--warning); }
    .card .origin { position: absolute; top: .5rem; right: .5rem; z-index: 1; }
    .card .name { padding-right: 1.5rem; }
    .beside { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(26rem, 100%), 1fr)); gap: 1rem; align-items: start; }
    .beside > * { min-width: 0; }
    .pace.BEHIND, .pace.MISSED, .pace.ENDED { color: var(--failure); }
    .pace.MET, .pace.ON_PACE { color: var(--good); }
    esteira-today h3 { font-size: 1rem; margin: 1rem 0 .5rem; }
    .unseen { position: absolute; width: 1px; height: 1px; margin: 0; overflow: hidden; clip-path: inset(50%); }
  `;

  /** What comes close together here is much, and read by many questions. */
  get together() {
    return 1_000;
  }

  heading() {
    return text('todayIs', { day: day(today()) });
  }

  get company() {
    return this.route.query.get('company') ?? undefined;
  }

  async read(route) {
    const company = route.query.get('company');
    const [answer, plans] = await Promise.all([put(questions(company)), hasAny(PLANNING) ? this.readTargets(company) : undefined]);
    return { ...answer, plans };
  }

  /** @returns targets of the plans under way; or why there are none, which takes nothing else from the page */
  async readTargets(company) {
    try {
      const { plans: { nodes } } = await put(plans(company));
      const ids = nodes.map(({ id }) => id);
      if (this.isConnected) {
        this.watch(ids);
      }
      return { targets: ids.length ? Object.values(await put(targetsOf(ids))) : [] };
    } catch (failure) {
      if (failure.code === 'BAD_USER_INPUT') {
        return { refusal: failure.message };
      }
      throw failure;
    }
  }

  live({ query }) {
    this.watched = new Set();
    const where = query.has('company') ? { company: { eq: query.get('company') } } : undefined;
    return CHANGES.map(([field, type]) => ({ query: `subscription Changes($where: ${type}) { ${field}(where: $where) { id } }`, variables: { where } }));
  }

  /** Plans are known once they have been read. */
  watch(ids) {
    ids.filter(id => !this.watched.has(id)).forEach(id => {
      this.watched.add(id);
      this.endings.push(listen({ query: TARGETS, variables: { plan: id } }, () => this.refresh()));
    });
  }

  with(changes) {
    return link(this.route.parts, { ...Object.fromEntries(this.route.query), ...changes });
  }

  show(given) {
    const answer = { ...given, ...this.sources(given) };
    const sources = bySource([answer.orderSources, answer.postingSources, answer.lastStops]);
    return html`${this.companies()}
      ${warning(sources)}
      ${this.cards(answer)}
      ${answer.plans ? this.plans(answer.plans) : ''}
      ${posted(answer, this.route.query.get('unit'), unit => this.with({ unit }))}
      ${stops(answer)}
      ${answer.alerts?.nodes.length ? this.alerts(answer.alerts) : ''}
      ${freshness(sources)}`;
  }

  plans({ refusal, targets: found }) {
    return found?.length ? found.map(targets) : html`<h2>${text('target')}</h2>${nothingHere(refusal ?? text('noPlan'))}`;
  }

  companies() {
    const { companies } = me();
    const choice = (code, name) => html`<dd><a href=${this.with({ company: code })} aria-current=${(this.company ?? '') === code ? 'true' : 'false'}>${name}</a></dd>`;
    return companies.length > 1 ? html`<dl class="filters"><div><dt>${text('company')}</dt>
      ${choice('', text('allCompanies'))}${companies.map(({ code, name }) => choice(code, name ?? code))}</div></dl>` : '';
  }

  cards(answer) {
    return html`<h2 class="unseen">${text('glance')}</h2><ul class="cards">${[
      ...this.orders(answer), ...this.production(answer), ...this.deliveries(answer), ...this.operations(answer),
    ].map(card)}</ul>`;
  }

  orders({ orders: [{ count, inProgress, late, due }], orderSources: { freshness: sources } }) {
    const from = name => ({ name, sources, figures: [{ name, meaning: text('means.orders'), field: 'ProductionOrder.plannedEnd' }] });
    const { company } = this;
    return [
      { name: text('inProgress'), figure: inProgress, detail: text('ofOpen', { count: quantity(count) }), to: link(['orders'], { company, status: 'IN_PROGRESS' }), from: from(text('inProgress')) },
      { name: text('lateOrders'), figure: late, detail: text('pastDue'), bad: late > 0, to: link(['orders'], { company, late: 'yes' }), from: from(text('lateOrders')) },
      { name: text('dueToday'), figure: due, detail: text('stillOpen'), to: link(['orders'], { company, status: 'open', from: today(), to: today() }), from: from(text('dueToday')) },
    ];
  }

  production(answer) {
    const from = (name, meaning, field, { freshness: sources }) => ({ name, sources, figures: [{ name, meaning: text(meaning), field }] });
    const [{ count, sum }] = answer.stops;
    const rate = scrapRate(answer);
    return [
      { name: text('goodToday'), words: postedToday(answer, 'good'), from: from(text('goodToday'), 'means.posted', 'Posting.good', answer.postingSources) },
      { name: text('scrapToday'), words: postedToday(answer, 'scrap'), detail: rate && text('rate', { rate }), from: from(text('scrapToday'), 'means.posted', 'Posting.scrap', answer.postingSources) },
      { name: text('stopsToday'), figure: count, detail: text('lasting', { time: duration(sum.seconds) }), from: from(text('stopsToday'), 'means.stops', 'Downtime.seconds', answer.lastStops) },
    ];
  }

  deliveries({ deliveries }) {
    if (!deliveries) {
      return [];
    }
    const number = wanted => deliveries.filter(({ key }) => wanted(key.state)).reduce((sum, { count }) => sum + count, 0);
    const waits = state => !ON_THE_WAY.includes(state);
    const to = view => hasAny(['it']) ? link(['routes', 'deliveries'], { company: this.company, view }) : undefined;
    const from = name => ({ name, figures: [{ name, meaning: text('means.deliveries'), field: 'Delivery.state' }] });
    return [
      { name: text('waiting'), figure: number(state => !waits(state)), detail: text('waitingWhy'), to: to('underWay'), from: from(text('waiting')) },
      { name: text('refused'), figure: number(waits), detail: text('refusedWhy'), bad: number(waits) > 0, to: to('waiting'), from: from(text('refused')) },
    ];
  }

  operations({ quarantine, alerts, routes }) {
    if (!routes) {
      return [];
    }
    const [{ count: held }] = quarantine;
    const [{ count, stale, failing }] = routes;
    const { company } = this;
    return [
      { name: text('quarantine'), figure: held, detail: text('quarantineWhy'), bad: held > 0, to: link(['routes', 'quarantine'], { company }) },
      { name: text('alarms'), figure: alerts.totalCount, detail: text('alarmsWhy'), bad: alerts.totalCount > 0, to: link(['routes'], { company }) },
      { name: text('staleRoutes'), figure: stale, detail: text('ofRoutes', { count: quantity(count), failing: quantity(failing) }), bad: stale + failing > 0, to: link(['routes'], { company, stale: 'yes' }) },
    ];
  }

  alerts({ nodes }) {
    return html`<h2>${text('alarms')}</h2>
      ${table(text('alarms'), ['subject', 'what', 'company', 'lastSeen'].map(key => text(key)), nodes.map(alert => html`<tr>
        <td>${alert.subject}</td><td>${alert.message}</td><td>${alert.company}</td><td>${moment(alert.lastSeenAt)}</td></tr>`))}
      <p><a href=${link(['routes'], { company: this.company })}>${text('allRoutes')}</a></p>`;
  }

  /** Lists tell of the sources of all companies; the page of those of its own. */
  sources(answer) {
    return Object.fromEntries(['orderSources', 'postingSources', 'lastStops'].map(name => [name, {
      ...answer[name], freshness: answer[name].freshness.filter(({ company }) => !this.company || company === this.company),
    }]));
  }
}

const card = ({ name, figure, words, detail, bad, to, from }) => html`<li class="card ${bad ? 'urgent' : ''}">
  <span class="name">${to ? html`<a href=${to}>${name}</a>` : name}</span>
  ${words ? words.map(each => html`<strong class=${words.length > 1 ? 'small' : ''}>${each}</strong>`) : html`<strong>${quantity(figure)}</strong>`}
  <span>${detail}</span>
  ${from ? origin(from) : ''}
</li>`;

customElements.define('esteira-today', Today);

export default {
  path: 'today',
  label: text('today'),
  roles: ['leader', 'planner', 'quality', 'buyer', 'analyst', 'it'],
  view: route => html`<esteira-today .route=${route}></esteira-today>`,
};
