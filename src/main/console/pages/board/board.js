import { html } from 'lit';
import './phase.js';
import './what-if.js';
import { about, day, percent, quantity } from '../../language.js';
import { facts, nothingHere } from '../../parts.js';
import { save } from '../../sheet.js';
import { changesOf, readChanges, saveChanges } from './changes.js';
import { column, figure, figures } from './figures.js';
import { countLate } from './orders.js';
import { isBad, pace, share } from './pace.js';
import { HEAD, PHASE, PlanPage, SOURCES } from './plan-page.js';
import { paceWords, perHour } from './standing.js';
import { text } from './texts.js';
import { wall } from './wall.js';

const BOARD = `query Board($plan: ID!, $asOf: Date, $from: Date, $to: Date) {
  phaseTargets(plan: $plan, asOf: $asOf, achievedFrom: $from, achievedTo: $to) { ${HEAD} phases { ${PHASE} } }
  ${SOURCES}
}`;

const VIEWS = ['phases', 'changes', 'whatIf'];
/** Figures whose changes are shown for a moment, in ms. */
const WATCHED = ['load', 'queue', 'toSchedule', 'toProduce', 'dailyTarget', 'achievedToday', 'achieved'];
const MOMENT = 4_000;
/** Changes that are told to those who hear the page. */
const TOLD = 3;

/** All phases of a plan: what they have to make, and what is behind. */
class Board extends PlanPage {

  static properties = { marked: { state: true } };

  news = '';

  constructor() {
    super();
    this.marked = new Set();
  }

  heading() {
    return text('board');
  }

  document() {
    return BOARD;
  }

  get view() {
    const view = this.route.query.get('view');
    return VIEWS.includes(view) ? view : 'phases';
  }

  get holdsInput() {
    return Boolean(this.querySelector('esteira-what-if')?.differs);
  }

  async readPlan(route) {
    const company = this.companyOf(route);
    const [data, late, changes] = await Promise.all([
      super.readPlan(route),
      company && countLate(company),
      company && route.query.get('view') === 'changes' ? readChanges(route.query.get('plan'), route.query.get('since')) : undefined,
    ]);
    return { ...data, late, changes };
  }

  willUpdate(changed) {
    const before = changed.has('route') ? undefined : changed.get('answer')?.data?.phaseTargets;
    super.willUpdate(changed);
    if (before && this.answer.data?.phaseTargets) {
      this.compare(before.phases, this.answer.data.phaseTargets.phases);
    }
  }

  /** Marks what is another than it was, for a moment, and says the most of it in words. */
  compare(before, after) {
    const old = new Map(before.map(phase => [phase.code, phase]));
    const different = after.flatMap(phase => WATCHED
      .filter(key => old.has(phase.code) && old.get(phase.code)[key] !== phase[key])
      .map(key => ({ phase, key, was: old.get(phase.code)[key] })));
    if (different.length) {
      this.marked = new Set(different.map(({ phase, key }) => `${phase.code}.${key}`));
      this.news = different.filter(({ key }) => key === 'dailyTarget' || key === 'achievedToday').slice(0, TOLD)
        .map(({ phase, key, was }) => text('changedTo', {
          phase: phase.code, figure: text(key), before: quantity(was) || text('none'), after: quantity(phase[key]) || text('none') })).join('. ');
      clearTimeout(this.forgetting);
      this.forgetting = setTimeout(() => this.marked = new Set(), MOMENT);
    }
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.forgetting);
  }

  showPlan(data) {
    const { phaseTargets: targets, sources } = data;
    return html`${this.choices(targets)}
      <nav class="views" aria-label=${text('views')}>
        ${VIEWS.map(view => html`<a href=${this.to([], { view: view === 'phases' ? '' : view })} aria-current=${view === this.view ? 'page' : 'false'}>${text(view)}</a>`)}
        <a href=${this.to([], { tv: '1' })}>${text('tv')}</a>
      </nav>
      <p class="hidden" role="status">${this.news}</p>
      ${this.shown(data)}
      ${this.origin(targets, sources)}`;
  }

  totals(targets, late) {
    const { forecast, toSchedule, awaitingRelease, phases, hoursLeft } = targets;
    const behind = phases.filter(phase => isBad(pace(phase, targets)));
    return html`${this.calls(text('lateOrders'), text('noneAtAll'), [...late].sort().map(([phase, count]) =>
        html`<a class="call late" href=${this.to([phase], { view: 'late' })}>${text('phaseLate', { phase, count: quantity(count) })}</a>`))}
      ${this.calls(text('phasesBehind'), text('noneBehind'), behind.map(({ code, name }) =>
        html`<a class="call late" href=${this.to([code])}>${code} ${name}</a>`))}
      ${facts([
      [text('forecast'), quantity(forecast)],
      [text('toScheduleAll'), quantity(toSchedule)],
      [text('awaitingRelease'), quantity(awaitingRelease)],
      [text('shiftLeft'), hoursLeft === null ? text('shiftOver') : text('hours', { hours: about(hoursLeft) })],
      ])}`;
  }

  /** Where somebody is called for, told before all else. */
  calls(name, none, links) {
    return html`<p class="calls"><span>${name}</span> ${links.length ? links : html`<strong>${none}</strong>`}</p>`;
  }

  shown({ phaseTargets: targets, sources, late, changes }) {
    switch (this.view) {
      case 'changes': return html`${this.saving(() => saveChanges(changes))}
        ${changesOf(changes, { to: since => this.to([], { view: 'changes', since }) })}`;
      case 'whatIf': return html`<esteira-what-if .targets=${targets} @decided=${() => this.refresh()}></esteira-what-if>`;
      default: return this.phases(targets, late, sources);
    }
  }

  saving(action) {
    return html`<p class="actions"><button @click=${action}>${text('export')}</button></p>`;
  }

  phases(targets, late, sources) {
    const within = targets.phases.filter(({ startsOn }) => startsOn);
    const without = targets.phases.filter(({ startsOn }) => !startsOn);
    const columns = this.columns(targets, late);
    const file = [text('board'), targets.plan.code, targets.asOf].join('-').replaceAll(' ', '-');
    return html`${this.totals(targets, late)}
      ${this.saving(() => save(file, columns, targets.phases))}
      <p class="source">${text('lateMeans')} ${text('achievedMeans', { from: day(targets.achievedFrom), to: day(targets.achievedTo) })}
        ${this.meanings(targets, sources)}</p>
      ${within.length ? figures({ caption: text('phasesWithWindow'), columns, rows: within,
        tone: phase => isBad(pace(phase, targets)) ? 'bad' : '' }) : nothingHere(text('noWindows'))}
      ${without.length ? html`<h2>${text('phasesWithoutWindow')}</h2>
        ${figures({ caption: text('phasesWithoutWindow'), columns: this.columnsWithoutWindow(late), rows: without })}` : ''}`;
  }

  /** A figure that is marked when it changes. */
  figure(key, more) {
    return figure(key, { mark: ({ code }) => this.marked.has(`${code}.${key}`), ...more });
  }

  name(phase) {
    return html`<a class="phase" href=${this.to([phase.code])}><strong>${phase.code}</strong> ${phase.name}</a>
      ${phase.startsOn ? html`<br><span class="source">${text('fromTo', { from: day(phase.startsOn), to: day(phase.endsOn) })}
        · ${text('daysLeftOf', { days: quantity(phase.days) })}</span>` : ''}`;
  }

  lateOf(late) {
    return { label: text('lateOrders'), figure: true, value: ({ code }) => late.get(code) ?? 0,
      show: ({ code }) => late.has(code) ? this.lateLink(code, late.get(code)) : text('none') };
  }

  lateLink(phase, count) {
    const words = text(count === 1 ? 'oneLate' : 'manyLate', { count: quantity(count) });
    return html`<a class="call late" href=${this.to([phase], { view: 'late' })} aria-label=${text('lateAt', { late: words, phase })}>${words}</a>`;
  }

  columns(targets, late) {
    return [
      column('phase', { value: ({ code }) => code, show: phase => this.name(phase) }),
      column('name', { hidden: true }),
      column('firstDay', { value: ({ startsOn }) => startsOn, hidden: true }),
      column('lastDay', { value: ({ endsOn }) => endsOn, hidden: true }),
      figure('days', { hidden: true }),
      column('today', { value: phase => text(pace(phase, targets)), show: phase => paceWords(pace(phase, targets)) }),
      this.lateOf(late),
      this.figure('dailyTarget'),
      this.figure('achievedToday', { show: phase => this.progress(phase) }),
      { label: text('paceNeeded'), figure: true, show: perHour },
      figure('paceNeeded', { label: text('pacePerHour'), hidden: true }),
      this.figure('load'),
      this.figure('queue'),
      this.figure('toSchedule'),
      this.figure('toProduce'),
      this.figure('achieved', { show: ({ achieved, achievedPerDay }) => html`${quantity(achieved)}
        ${achievedPerDay === null ? '' : html`<br><span class="source">${text('perDay', { pieces: about(achievedPerDay) })}</span>`}` }),
    ];
  }

  columnsWithoutWindow(late) {
    return [column('phase', { show: phase => this.name(phase) }), this.lateOf(late),
      ...['achievedToday', 'load', 'queue', 'toSchedule', 'toProduce', 'achieved'].map(key => this.figure(key))];
  }

  progress(phase) {
    const part = share(phase);
    return html`${quantity(phase.achievedToday)}${part === null ? '' : html` · ${percent(part)}<br>
      <progress max="1" .value=${Math.min(part, 1)} aria-label=${text('progressOf', { phase: phase.code })}></progress>`}`;
  }
}

customElements.define('esteira-board', Board);

export default {
  path: 'board',
  label: text('board'),
  roles: ['planner', 'leader', 'analyst'],
  bare: route => route.query.has('tv'),
  view: route => route.query.has('tv') ? wall(route)
    : route.parts.length > 1 ? html`<esteira-phase .route=${route}></esteira-phase>`
      : html`<esteira-board .route=${route}></esteira-board>`,
};
