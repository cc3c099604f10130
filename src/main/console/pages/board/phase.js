import { html } from 'lit';
import { ask } from '../../graphql.js';
import { day, percent, quantity } from '../../language.js';
import { facts, nothingHere } from '../../parts.js';
import { save } from '../../sheet.js';
import { changesOf, readChanges } from './changes.js';
import { column, figure, figures } from './figures.js';
import { justify, known, lateAt, lateColumns, lateList, mayJustify, orderLink, withLateness } from './orders.js';
import { pace, share } from './pace.js';
import { HEAD, PHASE, PlanPage, SOURCES } from './plan-page.js';
import { paceWords, perHour } from './standing.js';
import { text } from './texts.js';

const MEASURES = 'code forecast toSchedule load queueNext queue toProduce dailyTarget achieved';
const STYLES = `styles { ${MEASURES} name`;

/** Down to what the address names a part of. */
const partsTo = depth => `categories { ${MEASURES} ${depth > 0 ? `${STYLES} ${depth > 1 ? `items { ${MEASURES} name }` : ''} }` : ''} }`;

const question = depth => `query Phase($plan: ID!, $phase: String!, $asOf: Date, $from: Date, $to: Date) {
  phaseTargets(plan: $plan, phase: $phase, asOf: $asOf, achievedFrom: $from, achievedTo: $to) { ${HEAD} phases { ${PHASE} ${partsTo(depth)} } }
  ${SOURCES}
}`;

const NEXT = `query Next($plan: ID!, $phase: String!) {
  nextOrdersToPull(plan: $plan, phase: $phase, first: 200) {
    number priority collection styleCode styleName atPhase atPhaseName pieces enteredOn daysAtPhase delayReason
  }
}`;

const ORIGINS = 'query Origins($plan: ID!, $phase: String!) { phaseQueueOrigins(plan: $plan, phase: $phase) { phase phaseName pieces comingNext } }';

const ORDERS = `query Orders($plan: ID!, $phase: String!, $category: String, $style: String) {
  phaseTargetOrders(plan: $plan, phase: $phase, category: $category, style: $style) {
    number priority lot collection atPhase atPhaseName category styleCode itemName pieces stands comesNext
  }
}`;

const OF_PHASE = ['parts', 'late', 'next', 'queue', 'orders', 'changes'];
const OF_PART = ['parts', 'orders'];

/** A phase, or a category or style in it: its parts, its orders, and for a phase what is late, what comes and what has changed. */
class Phase extends PlanPage {

  heading() {
    const [, phase, category, style] = this.route.parts;
    const found = this.answer.data?.phaseTargets?.phases[0];
    return style ?? (category ? text('categoryOf', { category, phase }) : text('phaseCalled', { phase, name: found?.name ?? '' }));
  }

  document({ parts: [, , category, style] }) {
    return question(style ? 2 : category ? 1 : 0);
  }

  variables(route) {
    return { ...super.variables(route), phase: route.parts[1] };
  }

  view({ parts: [, , category], query }) {
    const views = category ? OF_PART : OF_PHASE;
    return views.includes(query.get('view')) ? query.get('view') : 'parts';
  }

  async readPlan(route) {
    const company = this.companyOf(route);
    const [, phase, category] = route.parts;
    const [data, late, more] = await Promise.all([
      super.readPlan(route),
      company && !category ? lateAt(company, phase) : undefined,
      company && this.readMore(route, company),
    ]);
    return { ...data, late, more };
  }

  /** What the chosen view needs beside the targets. */
  async readMore(route, company) {
    const [, phase, category, style] = route.parts;
    const variables = { plan: route.query.get('plan'), phase, category, style };
    switch (this.view(route)) {
      case 'next': return withLateness(company, (await ask(NEXT, variables)).nextOrdersToPull);
      case 'queue': return (await ask(ORIGINS, variables)).phaseQueueOrigins;
      case 'orders': return this.readOrders(company, variables);
      case 'changes': return readChanges(variables.plan, route.query.get('since'));
      default: return undefined;
    }
  }

  /** @returns null where they are more than one list has */
  async readOrders(company, variables) {
    try {
      const { phaseTargetOrders: orders } = await ask(ORDERS, variables);
      const found = await known(company, [...new Set(orders.map(({ number }) => number))]);
      return orders.map(order => ({ ...order, id: found.get(order.number)?.id }));
    } catch (failure) {
      if (failure.code !== 'BAD_USER_INPUT') {
        throw failure;
      }
      return null;
    }
  }

  showPlan(data) {
    const { phaseTargets: targets, sources } = data;
    const [phase] = targets.phases;
    return html`${this.path(phase)}
      ${this.views(data.late)}
      ${phase ? this.shown(phase, data) : nothingHere(text('nothingAtPhase'))}
      ${this.origin(targets, sources)}`;
  }

  path(phase) {
    const [, code, category, style] = this.route.parts;
    const steps = [[text('board'), []], [`${code} ${phase?.name ?? ''}`, [code]], [category, [code, category]], [style, [code, category, style]]];
    const shown = steps.filter(([label]) => label);
    return html`<nav aria-label=${text('whereYouAre')}><ol class="path">${shown.map(([label, to], index) =>
      html`<li>${index === shown.length - 1 ? html`<span aria-current="page">${label}</span>` : html`<a href=${this.to(to)}>${label}</a>`}</li>`)}</ol></nav>`;
  }

  summary(phase, targets, late) {
    const part = this.part(phase);
    if (!part) {
      return nothingHere(text('nothingAtPart'));
    }
    const own = part !== phase ? [] : [
      [text('lateOrders'), html`<a class="call ${late.late.length ? 'late' : ''}" href=${this.to([phase.code], { view: 'late' })}>${quantity(late.late.length)}</a>`],
      [text('today'), paceWords(pace(phase, targets))],
      [text('achievedToday'), html`${quantity(phase.achievedToday)} ${share(phase) === null ? '' : html`(${percent(share(phase))})`}`],
      [text('paceNeeded'), perHour(phase)],
      [text('window'), phase.startsOn ? text('fromTo', { from: day(phase.startsOn), to: day(phase.endsOn) }) : text('NO_WINDOW')],
      [text('daysLeft'), quantity(phase.days) || text('none')],
    ];
    const measures = ['dailyTarget', 'load', 'queue', 'toSchedule', 'toProduce', 'achieved'];
    return facts([...own, ...measures.map(key => [text(key), quantity(part[key]) || text('none')])]);
  }

  /** What the address names: the phase, or one of its parts. */
  part(phase) {
    const [, , category, style] = this.route.parts;
    const ofCategory = category ? phase.categories.find(({ code }) => code === category) : phase;
    return style ? ofCategory?.styles.find(({ code }) => code === style) : ofCategory;
  }

  views(late) {
    const [, ...parts] = this.route.parts;
    const [, category, style] = parts;
    const named = { parts: style ? 'items' : category ? 'stylesOf' : 'categories', queue: 'origins' };
    return html`<nav class="views" aria-label=${text('views')}>${(category ? OF_PART : OF_PHASE).map(view => html`<a
      href=${this.to(parts, { view: view === 'parts' ? '' : view })} aria-current=${view === this.view(this.route) ? 'page' : 'false'}
      >${text(named[view] ?? view)}${view === 'late' ? ` (${quantity(late.late.length)})` : ''}</a>`)}</nav>`;
  }

  shown(phase, { late, more, phaseTargets: targets }) {
    const { company } = targets.plan;
    const done = () => this.refresh();
    switch (this.view(this.route)) {
      case 'late': return this.late(late, { company, phase: phase.code, done });
      case 'next': return this.coming(more, company, done);
      case 'queue': return this.queue(more);
      case 'orders': return this.orders(more);
      case 'changes': return changesOf(more, { only: phase.code, to: since => this.to([phase.code], { view: 'changes', since }) });
      default: return html`${this.summary(phase, targets, late)}${this.parts(phase)}`;
    }
  }

  saving(name, columns, rows) {
    const file = [name, ...this.route.parts.slice(1)].join(' ').replace(/[^\p{L}\p{N}-]+/gu, '-');
    return html`<p class="actions"><button @click=${() => save(file, columns, rows)}>${text('export')}</button></p>`;
  }

  late(late, target) {
    const columns = lateColumns(target);
    return html`${lateList(late, columns)}${this.saving(text('lateOrders'), columns, late.late)}`;
  }

  parts(phase) {
    const whole = this.part(phase);
    if (!whole) {
      return '';
    }
    const [, ...path] = this.route.parts;
    const rows = whole.items ?? whole.styles ?? whole.categories;
    const name = row => html`${whole.items ? row.code : html`<a href=${this.to([...path, row.code])}>${row.code}</a>`}
      ${row.name ? html`<br><span class="source">${row.name}</span>` : ''}`;
    const caption = text(whole.items ? 'items' : whole.styles ? 'stylesOf' : 'categories');
    const columns = [
      { label: caption, value: ({ code }) => code, show: row => row === whole ? text('total') : name(row) },
      column('name', { hidden: true }),
      ...['load', 'queue', 'toSchedule', 'toProduce', 'dailyTarget', 'achieved'].map(key => figure(key)),
    ];
    return html`${this.saving(caption, columns, rows)}
      ${rows.length ? figures({ caption, columns, rows, total: whole }) : nothingHere(text('nothingAtPart'))}`;
  }

  coming(orders, company, done) {
    const columns = [
      column('order', { value: ({ number }) => number, show: ({ number, id }) => orderLink(number, id) }),
      column('priority'),
      column('style', { value: ({ styleCode }) => styleCode,
        show: order => html`${order.styleName}<br><span class="source">${order.styleCode} · ${order.collection}</span>` }),
      column('styleName', { hidden: true }),
      column('collection', { hidden: true }),
      figure('pieces'),
      column('standsAt', { value: ({ atPhase }) => atPhase, show: ({ atPhase, atPhaseName }) => html`${atPhase} ${atPhaseName}` }),
      column('since', { value: ({ enteredOn }) => enteredOn, show: order => html`${day(order.enteredOn) || text('unknownDay')}
        ${order.daysAtPhase === null ? '' : html`<br>${text('daysAgo', { days: quantity(order.daysAtPhase) })}`}
        ${order.late ? html`<br><span class="late">${text('lateThere')}</span>` : ''}` }),
      figure('daysThere', { value: ({ daysAtPhase }) => daysAtPhase, hidden: true }),
      column('saidReason', { value: ({ delayReason }) => delayReason, show: order => html`${order.delayReason ?? text('nothingSaid')}
        ${mayJustify() ? html`<br><button aria-label=${text('justifyOrder', { order: order.number, phase: order.atPhase })}
          @click=${() => justify({ company, order: order.number, phase: order.atPhase, reason: order.delayReason ?? '' }, done)}
          >${text(order.delayReason ? 'justifyAgain' : 'justify')}</button>` : ''}` }),
    ];
    return html`<p class="state">${text('nextMeans')}</p>
      ${this.saving(text('next'), columns, orders)}
      ${orders.length ? figures({ caption: text('next'), columns, rows: orders, tone: order => order.late ? 'bad' : '' }) : nothingHere(text('nothingNext'))}`;
  }

  queue(origins) {
    const most = Math.max(...origins.map(({ pieces }) => Number(pieces)));
    const columns = [
      column('phase', { show: origin => html`<a href=${this.to([origin.phase])}>${origin.phase} ${origin.phaseName}</a>` }),
      column('name', { value: ({ phaseName }) => phaseName, hidden: true }),
      figure('pieces', { show: ({ pieces }) => html`${quantity(pieces)} <br><progress max=${most} .value=${Number(pieces)} aria-hidden="true"></progress>` }),
      figure('comingNext'),
    ];
    return html`<p class="state">${text('queueMeans')}</p>
      ${this.saving(text('origins'), columns, origins)}
      ${origins.length ? figures({ caption: text('origins'), columns, rows: origins }) : nothingHere(text('nothingQueued'))}`;
  }

  orders(orders) {
    if (!orders) {
      return nothingHere(text('tooManyOrders'));
    }
    const columns = [
      column('order', { value: ({ number }) => number, show: ({ number, id }) => orderLink(number, id) }),
      column('style', { value: ({ styleCode }) => styleCode, hidden: true }),
      column('item', { value: ({ itemName }) => itemName,
        show: order => html`${order.itemName}<br><span class="source">${order.styleCode} · ${order.category}</span>` }),
      column('category', { hidden: true }),
      figure('pieces'),
      column('whereItIs', { value: ({ atPhase }) => atPhase, show: order => order.stands ? html`<strong>${text('standsHere')}</strong>`
        : html`${text(order.comesNext ? 'comesNext' : 'comesLater')}<br><span class="source">${order.atPhase} ${order.atPhaseName}</span>` }),
      column('priority'),
      column('collection', { show: ({ collection, lot }) => html`${collection}<br><span class="source">${lot}</span>` }),
      column('lot', { hidden: true }),
    ];
    return html`${this.saving(text('orders'), columns, orders)}
      <p role="status">${text('rowsFound', { count: quantity(orders.length) })}</p>
      ${orders.length ? figures({ caption: text('orders'), columns, rows: orders.slice(0, this.shownRows) }) : nothingHere(text('nothingAtPart'))}
      ${orders.length > this.shownRows ? html`<p><button @click=${() => this.showMore()}>${text('showMore')}</button></p>` : ''}`;
  }

  /** So many rows of a long list are drawn; a person asks for more. */
  shownRows = 200;

  showMore() {
    this.shownRows += 400;
    this.requestUpdate();
  }
}

customElements.define('esteira-phase', Phase);
