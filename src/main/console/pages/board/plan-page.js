import { html } from 'lit';
import { ask } from '../../graphql.js';
import { day, moment } from '../../language.js';
import { me } from '../../me.js';
import { origin } from '../../origin.js';
import { Page } from '../../page.js';
import { freshness, nothingHere } from '../../parts.js';
import { go, link, replace } from '../../router.js';
import { today } from '../../zone.js';
import { styles } from './styles.js';
import { text } from './texts.js';

/** Days that what was achieved is told of, where the address does not say. */
const PERIOD = 7;

/** In ms. */
const TOGETHER = 50;

/** A screen that has room for what is chosen once and seen seldom. */
const WIDE = matchMedia('(min-width: 48rem)');

const PLANS = `query Plans {
  plans(first: 500, orderBy: [{ invoiceFrom: DESC }, { code: ASC }]) {
    nodes { id company code name salesFrom invoiceFrom invoiceTo }
  }
}`;

const WATCH = 'subscription Watch($plan: ID!) { phaseTargetsChanged(plan: $plan) { dataAsOf } }';

/** What all levels of the board show of a plan's targets. */
export const HEAD = `plan { id company code name salesFrom invoiceFrom invoiceTo }
  asOf dataAsOf demandModel forecast toSchedule awaitingRelease achievedFrom achievedTo achievedDays hoursLeft`;

export const PHASE = `code name startsOn endsOn days noDays forecast toSchedule load queueNext queue toProduce dailyTarget
  achieved achievedPerDay achievedToday paceNeeded hours { startsAt endsAt pieces }`;

export const SOURCES = 'sources: productionOrders(first: 1) { freshness { source company asOf stale } }';

const FIGURES = ['load', 'queue', 'toSchedule', 'toProduce', 'dailyTarget', 'achievedToday', 'achieved', 'paceNeeded'];

const daysBefore = (date, count) => new Date(Date.parse(date) - count * 86_400_000).toISOString().slice(0, 10);

/** Of the plans that are under way the one that began to be invoiced last, else the last one of all. */
const proposed = plans => plans.find(({ salesFrom, invoiceTo }) => salesFrom <= today() && today() <= invoiceTo) ?? plans[0];

/** A page of a plan's targets on a day, which the address names; where it names no plan, the one under way is taken. */
export class PlanPage extends Page {

  static styles = styles;

  plans = [];

  get plan() {
    return this.route.query.get('plan');
  }

  async read(route) {
    if (!this.plans.length) {
      this.plans = (await ask(PLANS)).plans.nodes;
    }
    const { plan, ...rest } = Object.fromEntries(route.query);
    // Whoever has gone on meanwhile is not called back.
    if (!plan && this.plans.length && route === this.route && this.isConnected) {
      replace(link(['board', ...route.parts.slice(1)], { ...rest, plan: proposed(this.plans).id, tv: route.query.has('tv') ? '1' : '' }));
    }
    return plan && this.plans.length ? this.readPlan(route) : {};
  }

  /** What the page shows of a plan, which the address names. */
  readPlan(route) {
    return ask(this.document(route), this.variables(route));
  }

  /** @returns code of the company whose plan the address names; undefined where there is no such plan */
  companyOf({ query }) {
    return this.plans.find(({ id }) => id === query.get('plan'))?.company;
  }

  variables({ query }) {
    const asOf = query.get('asOf') ?? undefined;
    const to = query.get('to') ?? asOf ?? today();
    return { plan: query.get('plan'), asOf, from: query.get('from') ?? daysBefore(to, PERIOD - 1), to };
  }

  live({ query }) {
    return query.has('plan') ? [{ query: WATCH, variables: { plan: query.get('plan') } }] : [];
  }

  /** The hub itself tells of targets no more often than it counts them. */
  get together() {
    return TOGETHER;
  }

  /** An address of the board, of the same plan and day. */
  to(parts, more = {}) {
    const { plan, asOf, from, to } = Object.fromEntries(this.route.query);
    return link(['board', ...parts], { plan, asOf, from, to, ...more });
  }

  show(data) {
    if (!this.plans.length) {
      return nothingHere(text('noPlan'));
    }
    if (!this.plan) {
      return nothingHere(text('loading'));
    }
    return data.phaseTargets ? this.showPlan(data) : nothingHere(html`${text('unknownPlan')} <a href=${link(['board'])}>${text('board')}</a>`);
  }

  choose(event) {
    event.preventDefault();
    const { plan, asOf, from, to } = Object.fromEntries(new FormData(event.target));
    const same = plan === this.plan;
    go(link(same ? this.route.parts : ['board'], {
      plan,
      asOf: asOf === today() ? '' : asOf,
      from: from === daysBefore(to, PERIOD - 1) ? '' : from,
      to: to === asOf ? '' : to,
      view: same ? this.route.query.get('view') : '',
    }));
  }

  /** Plan, day and period. */
  choices({ plan: { code: chosen }, asOf, achievedFrom, achievedTo }) {
    const companies = [...new Set(this.plans.map(plan => plan.company))].sort();
    const called = code => me().companies.find(company => company.code === code)?.name ?? code;
    return html`<details class="choices" ?open=${WIDE.matches}><summary>${text('chosen', { code: chosen, day: day(asOf) })}</summary><form class="search" @submit=${this.choose}>
      <label>${text('plan')} <select name="plan">${companies.map(company => html`<optgroup label=${called(company)}>
        ${this.plans.filter(plan => plan.company === company).map(plan => html`<option value=${plan.id} ?selected=${plan.id === this.plan}>
          ${plan.code} · ${plan.name}</option>`)}
      </optgroup>`)}</select></label>
      <label>${text('asOfDay')} <input type="date" name="asOf" .value=${asOf} required></label>
      <label>${text('achievedFrom')} <input type="date" name="from" .value=${achievedFrom} required></label>
      <label>${text('achievedTo')} <input type="date" name="to" .value=${achievedTo} required></label>
      <button>${text('showIt')}</button>
    </form></details>`;
  }

  /** A button that tells what the figures mean. */
  meanings({ plan }, { freshness: sources }) {
    return origin({
      name: text('figures'),
      figures: FIGURES.map(key => ({ name: text(key), meaning: text(`meaning.${key}`), field: `PhaseTarget.${key}` })),
      sources: sources.filter(({ company }) => company === plan.company),
    });
  }

  /** As of when, from where. */
  origin({ dataAsOf, demandModel, plan, asOf }, sources) {
    return html`<p class="source">${text('planCalled', { ...plan, day: day(asOf) })}
      ${text('counted', { moment: moment(dataAsOf), model: text(demandModel) })}
      ${text('invoicing', { from: day(plan.invoiceFrom), to: day(plan.invoiceTo) })}</p>
      ${freshness(sources.freshness.filter(({ company }) => company === plan.company))}`;
  }
}
