import { html } from 'lit';
import { about, clock, day, percent, quantity } from '../../language.js';
import { nothingHere } from '../../parts.js';
import { go } from '../../router.js';
import { isBad, pace, share } from './pace.js';
import { HEAD, PHASE, PlanPage } from './plan-page.js';
import { paceWords } from './standing.js';
import { text } from './texts.js';

const WALL = `query Wall($plan: ID!, $asOf: Date, $from: Date, $to: Date) {
  phaseTargets(plan: $plan, asOf: $asOf, achievedFrom: $from, achievedTo: $to) { ${HEAD} phases { ${PHASE} } }
}`;

/** Phases that are shown at once, large enough to be read from afar. */
const AT_ONCE = 4;
/** In ms. */
const TURN = 12_000;
const TICK = 1_000;

/** The board on a wall: nothing but large figures, whose pages turn by themselves until somebody stops them. */
class Wall extends PlanPage {

  static properties = { at: { state: true }, turning: { state: true }, now: { state: true } };

  constructor() {
    super();
    this.at = 0;
    this.turning = !matchMedia('(prefers-reduced-motion: reduce)').matches;
    this.now = Date.now();
    this.turned = this.now;
    this.pressed = event => this.press(event);
    this.returned = () => this.refresh();
  }

  connectedCallback() {
    super.connectedCallback();
    this.ticking = setInterval(() => this.tick(), TICK);
    window.addEventListener('keydown', this.pressed);
    window.addEventListener('online', this.returned);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.ticking);
    window.removeEventListener('keydown', this.pressed);
    window.removeEventListener('online', this.returned);
  }

  tick() {
    this.now = Date.now();
    if (this.turning && this.now - this.turned >= TURN) {
      this.turn(1);
    }
  }

  turn(by) {
    this.turned = Date.now();
    this.at = (this.at + by + this.pages.length) % this.pages.length;
  }

  press({ key, target }) {
    if (key === 'ArrowRight' || key === 'ArrowLeft') {
      this.turn(key === 'ArrowRight' ? 1 : -1);
    } else if (key === 'Escape') {
      go(this.to([]));
    } else if (key === ' ' && target.localName !== 'button') {
      this.turning = !this.turning;
    }
  }

  /** Phases that the plan has work now, by so many as one screen shows. */
  get pages() {
    const targets = this.answer.data?.phaseTargets;
    const phases = (targets?.phases ?? []).filter(({ startsOn }) => startsOn);
    const count = Math.max(Math.ceil(phases.length / AT_ONCE), 1);
    return Array.from({ length: count }, (_, page) => phases.slice(page * AT_ONCE, (page + 1) * AT_ONCE));
  }

  heading() {
    const plan = this.answer.data?.phaseTargets?.plan;
    return plan ? `${plan.name} · ${plan.company}` : text('board');
  }

  document() {
    return WALL;
  }

  render() {
    return html`<div class="wall">
      <header><h1 tabindex="-1">${this.heading()}</h1><time>${clock(this.now)}</time></header>
      ${this.content()}
    </div>`;
  }

  showPlan({ phaseTargets: targets }) {
    const pages = this.pages;
    const at = Math.min(this.at, pages.length - 1);
    return html`${pages[0].length ? html`<div class="tiles">${pages[at].map(phase => this.tile(phase, targets))}</div>` : nothingHere(text('noWindows'))}
      <footer>
        <span>${text('wallMeans')} · ${text('wallAsOf', { day: day(targets.asOf), clock: clock(targets.dataAsOf) })}</span>
        ${pages.length > 1 ? html`<button @click=${() => this.turning = !this.turning}>${text(this.turning ? 'pause' : 'goOn')}</button>
          <button @click=${() => this.turn(-1)} aria-label=${text('previousPhases')}>‹</button>
          <span>${text('pageOf', { page: at + 1, count: pages.length })}</span>
          <button @click=${() => this.turn(1)} aria-label=${text('nextPhases')}>›</button>` : ''}
        <button @click=${() => document.documentElement.requestFullscreen()}>${text('fullScreen')}</button>
        <a href=${this.to([])}>${text('leaveWall')}</a>
      </footer>`;
  }

  tile(phase, targets) {
    const state = pace(phase, targets);
    const part = share(phase);
    return html`<section class="tile ${isBad(state) ? 'bad' : state}">
      <h2>${phase.code} ${phase.name}</h2>
      <p class="big"><strong>${quantity(phase.achievedToday)}</strong> ${text('ofTarget', { target: quantity(phase.dailyTarget) || text('none') })}</p>
      ${part === null ? '' : html`<progress max="1" .value=${Math.min(part, 1)} aria-label=${text('progressOf', { phase: phase.code })}></progress>`}
      <p>${paceWords(state)} ${part === null ? '' : percent(part)}</p>
      <p>${phase.paceNeeded === null || Number(phase.paceNeeded) === 0 ? text('toProduceLeft', { pieces: quantity(phase.toProduce) })
        : text('needsPerHour', { pieces: about(phase.paceNeeded) })}</p>
    </section>`;
  }
}

customElements.define('esteira-wall', Wall);

export const wall = route => html`<esteira-wall .route=${route}></esteira-wall>`;
