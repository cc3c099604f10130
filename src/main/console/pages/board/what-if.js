import { html, LitElement } from 'lit';
import { confirmed, tell } from '../../dialog.js';
import { ask } from '../../graphql.js';
import { day, inWords, quantity, signed } from '../../language.js';
import { hasAny } from '../../me.js';
import { nothingHere } from '../../parts.js';
import { save } from '../../sheet.js';
import { column, figure, figures } from './figures.js';
import { text } from './texts.js';

/** In ms; while a slider moves, nothing is asked. */
const REST = 250;
const REACH = 30;
const SATURDAYS = 8;
const MODELS = ['LOT_FORECAST', 'SALES'];
const DAY = 86_400_000;

const SCENARIOS = `query WhatIf($plan: ID!, $asOf: Date, $scenarios: [ScenarioInput!]!) {
  phaseTargetScenarios(plan: $plan, asOf: $asOf, scenarios: $scenarios) {
    targets { toSchedule phases { code startsOn endsOn days toProduce dailyTarget } }
  }
}`;

const RESULT = `... on PlanPayload { warnings { message messagePt } } ... on PlanningRefused { message messagePt }`;
const SET_WINDOW = `mutation SetWindow($input: SetPhaseWindowInput!) { setPhaseWindow(input: $input) { __typename ${RESULT} } }`;
const REMOVE_WINDOW = `mutation RemoveWindow($plan: ID!, $phase: String!) { removePhaseWindow(plan: $plan, phase: $phase) { __typename ${RESULT} } }`;

const after = (date, days) => new Date(Date.parse(date) + days * DAY).toISOString().slice(0, 10);
const daysBetween = (from, to) => Math.round((Date.parse(to) - Date.parse(from)) / DAY);

const maySet = () => hasAny(['planner']);

/** The next Saturdays after a day. */
function saturdays(asOf, count) {
  const first = after(asOf, (6 - new Date(asOf).getUTCDay() + 7) % 7 || 7);
  return Array.from({ length: count }, (_, week) => after(first, 7 * week));
}

/** What the targets would be by other windows and days; nothing is kept, unless a planner sets a window. */
class WhatIf extends LitElement {

  static properties = {
    targets: { attribute: false }, windows: { state: true }, extra: { state: true }, model: { state: true }, outcome: { state: true }, failure: { state: true },
  };

  createRenderRoot() {
    return this;
  }

  constructor() {
    super();
    this.clear();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.rest);
  }

  /** Another day, plan or state of the plant is another question. */
  willUpdate(changed) {
    if (changed.has('targets') && this.differs) {
      this.askSoon();
    }
  }

  clear() {
    clearTimeout(this.rest);
    this.windows = {};
    this.extra = 0;
    this.model = '';
    this.outcome = undefined;
    this.failure = undefined;
  }

  get differs() {
    return this.extra > 0 || this.model !== '' || Object.keys(this.windows).length > 0;
  }

  change(changes) {
    Object.assign(this, changes);
    if (this.differs) {
      this.askSoon();
    } else {
      this.clear();
    }
  }

  askSoon() {
    clearTimeout(this.rest);
    this.rest = setTimeout(() => this.askNow(), REST);
  }

  /** One question at a time: what has changed meanwhile is asked after it. */
  async askNow() {
    if (this.asking) {
      this.again = true;
      return;
    }
    this.asking = true;
    const { plan, asOf } = this.targets;
    const scenario = {
      name: text('whatIf'),
      windows: Object.entries(this.windows).map(([phase, window]) => ({ phase, ...window })),
      days: saturdays(asOf, this.extra).map(date => ({ day: date, work: '1' })),
      ...this.model && { demandModel: this.model },
    };
    try {
      const { phaseTargetScenarios: [{ targets }] } = await ask(SCENARIOS, { plan: plan.id, asOf, scenarios: [scenario] });
      this.outcome = this.differs ? targets : undefined;
      this.failure = undefined;
    } catch (failure) {
      this.failure = failure.message;
    }
    this.asking = false;
    if (this.again) {
      this.again = false;
      this.askNow();
    }
  }

  set(phase, window) {
    const { [phase.code]: before, ...others } = this.windows;
    const same = window.startsOn === phase.startsOn && window.endsOn === phase.endsOn;
    const valid = window.startsOn && window.endsOn && window.startsOn <= window.endsOn;
    if (valid) {
      this.change({ windows: same ? others : { ...others, [phase.code]: window } });
    }
  }

  /** The window as it would be. */
  windowOf({ code, startsOn, endsOn }) {
    return this.windows[code] ?? { startsOn, endsOn };
  }

  render() {
    const { phases } = this.targets;
    const within = phases.filter(phase => phase.startsOn || this.windows[phase.code]);
    const without = phases.filter(phase => !within.includes(phase));
    const columns = this.columns();
    return html`<p class="state">${text('whatIfMeans')} ${text(maySet() ? 'nothingUntilSet' : 'nothingKeptHere')}</p>
      <div class="search">
        <label for="saturdays">${text('saturdays', { count: this.extra })}
          <input id="saturdays" type="range" min="0" max=${SATURDAYS} .value=${String(this.extra)} @input=${event => this.change({ extra: Number(event.target.value) })}></label>
        <label>${text('demand')} <select .value=${this.model} @change=${event => this.change({ model: event.target.value })}>
          <option value="">${text('asPlanned')}</option>
          ${MODELS.map(model => html`<option value=${model}>${text(model)}</option>`)}
        </select></label>
        ${without.length ? this.adding(without) : ''}
        <button @click=${this.clear} ?disabled=${!this.differs}>${text('reset')}</button>
        <button @click=${() => save(text('whatIf'), columns, phases)}>${text('export')}</button>
      </div>
      ${this.failure ? html`<p class="state" role="alert">${text('failed', { message: this.failure })}</p>` : ''}
      <p class="hidden" role="status">${this.outcome ? this.news(phases) : ''}</p>
      ${within.length ? figures({ caption: text('whatIf'), columns, rows: within, tone: phase => this.differenceOf(phase) ? 'tried' : '' })
        : nothingHere(text('noWindows'))}`;
  }

  /** A phase without a window is tried with the plan's days that are left. */
  adding(phases) {
    return html`<label>${text('addWindow')} <select @change=${event => this.add(event.target)}>
      <option value="">${text('choosePhase')}</option>
      ${phases.map(({ code, name }) => html`<option value=${code}>${code} ${name}</option>`)}
    </select></label>`;
  }

  add(select) {
    const { asOf, plan } = this.targets;
    const phase = this.targets.phases.find(({ code }) => code === select.value);
    if (phase) {
      this.set(phase, { startsOn: asOf, endsOn: plan.invoiceTo > asOf ? plan.invoiceTo : after(asOf, REACH) });
    }
    select.value = '';
  }

  tried({ code }) {
    return this.outcome?.phases.find(phase => phase.code === code);
  }

  /** By how many pieces a day the target would be another; undefined where nothing is tried. */
  differenceOf(phase) {
    const tried = this.tried(phase);
    return tried ? Number(tried.dailyTarget ?? 0) - Number(phase.dailyTarget ?? 0) : undefined;
  }

  news(phases) {
    const different = phases.filter(phase => this.differenceOf(phase));
    return different.length ? different.slice(0, 3).map(phase => text('wouldBe', {
      phase: phase.code, before: quantity(phase.dailyTarget) || text('none'), after: quantity(this.tried(phase).dailyTarget) })).join('. ') : text('sameTargets');
  }

  columns() {
    const then = phase => this.tried(phase) ?? phase;
    return [
      column('phase', { value: ({ code }) => code, show: ({ code, name }) => html`${code} ${name}` }),
      column('name', { hidden: true }),
      { label: text('window'), show: phase => this.window(phase) },
      column('firstDay', { value: phase => this.windowOf(phase).startsOn, hidden: true }),
      column('lastDay', { value: phase => this.windowOf(phase).endsOn, hidden: true }),
      figure('days', { value: phase => then(phase).days, show: phase => this.beside(phase, 'days') }),
      figure('toProduce', { value: phase => then(phase).toProduce, show: phase => this.beside(phase, 'toProduce') }),
      figure('targetNow', { value: ({ dailyTarget }) => dailyTarget }),
      figure('targetThen', { value: phase => then(phase).dailyTarget, show: phase => html`<strong>${quantity(this.tried(phase)?.dailyTarget) || text('none')}</strong>` }),
      { label: text('difference'), figure: true, show: phase => this.difference(this.differenceOf(phase)) },
    ];
  }

  beside(phase, key) {
    const then = this.tried(phase)?.[key];
    return then === undefined || then === phase[key] ? quantity(phase[key]) || text('none')
      : html`${quantity(phase[key]) || text('none')} → <strong>${quantity(then) || text('none')}</strong>`;
  }

  difference(pieces) {
    return pieces === undefined ? text('none') : html`<span class=${pieces > 0 ? 'late' : ''}>${pieces ? signed(pieces) : text('same')}
      ${pieces > 0 ? text('harder') : pieces < 0 ? text('easier') : ''}</span>`;
  }

  window(phase) {
    const window = this.windowOf(phase);
    const base = phase.endsOn ?? this.targets.plan.invoiceTo;
    const set = changes => this.set(phase, { ...window, ...changes });
    const named = key => text(key, { phase: phase.code });
    return html`<div class="window">
      <input type="date" aria-label=${named('firstDayOf')} max=${window.endsOn} .value=${window.startsOn} @change=${event => set({ startsOn: event.target.value })}>
      <input type="date" aria-label=${named('lastDayOf')} min=${window.startsOn} .value=${window.endsOn} @change=${event => set({ endsOn: event.target.value })}>
      <input type="range" aria-label=${named('moveLastDay')} min=${Math.max(-REACH, daysBetween(base, window.startsOn))} max=${REACH} .value=${String(daysBetween(base, window.endsOn))}
        aria-valuetext=${day(window.endsOn)} @input=${event => set({ endsOn: after(base, Number(event.target.value)) })}>
      ${this.windows[phase.code] && maySet() ? html`<button @click=${() => this.keep(phase)} aria-label=${named('keepWindowOf')}>${text('keepWindow')}</button>` : ''}
    </div>`;
  }

  /** Sets the window that was tried, once the planner says so again, with a way back. */
  async keep(phase) {
    const { plan } = this.targets;
    const window = this.windows[phase.code];
    const before = { startsOn: phase.startsOn, endsOn: phase.endsOn };
    const then = this.tried(phase)?.dailyTarget;
    const yes = await confirmed({
      question: text('keepWindowOf', { phase: phase.code }),
      detail: html`<p>${text('windowWas', { from: day(before.startsOn) || text('none'), to: day(before.endsOn) || text('none') })}</p>
        <p>${text('windowIs', { from: day(window.startsOn), to: day(window.endsOn) })}</p>
        <p>${text('wouldBe', { phase: phase.code, before: quantity(phase.dailyTarget) || text('none'), after: quantity(then) || text('none') })}</p>`,
      action: text('keepWindow'),
    });
    if (yes && await this.decide(SET_WINDOW, { input: { plan: plan.id, phase: phase.code, ...window } }, text('windowKept', { phase: phase.code }),
      () => this.takeBack(plan.id, phase.code, before))) {
      const { [phase.code]: kept, ...others } = this.windows;
      this.change({ windows: others });
    }
  }

  takeBack(plan, phase, before) {
    const done = text('windowTakenBack', { phase });
    return before.startsOn ? this.decide(SET_WINDOW, { input: { plan, phase, ...before } }, done) : this.decide(REMOVE_WINDOW, { plan, phase }, done);
  }

  /** @returns whether it is done */
  async decide(mutation, variables, done, undo) {
    try {
      const [answer] = Object.values(await ask(mutation, variables));
      const kept = answer.__typename === 'PlanPayload';
      tell(kept ? [done, ...answer.warnings.map(inWords)].join(' ') : inWords(answer), kept ? undo : undefined);
      this.dispatchEvent(new CustomEvent('decided', { bubbles: true }));
      return kept;
    } catch ({ message }) {
      tell(text('failed', { message }));
      return false;
    }
  }
}

customElements.define('esteira-what-if', WhatIf);
