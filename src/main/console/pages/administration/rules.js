import { html } from 'lit';
import { confirmed, tell } from '../../dialog.js';
import { ask } from '../../graphql.js';
import { day, inWords, moment, quantity } from '../../language.js';
import { hasAny, me } from '../../me.js';
import { facts, nothingHere, table } from '../../parts.js';
import { today } from '../../zone.js';
import { Section, text } from './section.js';

const SETS = 50;

const RULE_SETS = `query RuleSets($company: String!, $first: Int!) {
  planningRuleSets(where: { company: { eq: $company } }, first: $first) {
    nodes { id validFrom rules note createdAt createdBy }
  }
}`;

const SAVE = `mutation SaveRules($input: SavePlanningRulesInput!) {
  savePlanningRules(input: $input) {
    ... on PlanningRulesPayload {
      changes {
        plan { id code name }
        phases { code name toProduceBefore toProduceAfter dailyTargetBefore dailyTargetAfter }
      }
    }
    ... on PlanningRefused { code message messagePt }
  }
}`;

const isChanged = phase => phase.toProduceBefore !== phase.toProduceAfter || phase.dailyTargetBefore !== phase.dailyTargetAfter;

/** The planning rules of a company with their history; others are tried before they are saved. */
class Rules extends Section {

  static properties = { ...Section.properties, tried: { state: true }, refusal: { state: true }, busy: { state: true } };

  touched = false;
  begun;

  get company() {
    return this.route.query.get('company') ?? me().companies[0]?.code ?? '';
  }

  get holdsInput() {
    return this.touched;
  }

  document() {
    return RULE_SETS;
  }

  variables() {
    return { company: this.company, first: SETS };
  }

  load() {
    this.forget();
    this.touched = false;
    this.begun = undefined;
    super.load();
  }

  /** Newer rules do not take the place of what somebody is writing. */
  async readNow(route) {
    if (!this.touched) {
      await super.readNow(route);
    }
  }

  /** What was tried is not what is in the form any more. */
  forget() {
    this.tried = undefined;
    this.refusal = undefined;
  }

  show({ planningRuleSets: { nodes } }) {
    const holding = nodes.find(set => set.validFrom <= today());
    return html`
      ${me().companies.length > 1 ? html`<dl class="filters">${this.filter('company', me().companies.map(({ code, name }) => [code, name]), this.company)}</dl>` : ''}
      <h3>${text('holding')}</h3>
      ${holding ? this.set(holding) : nothingHere(text('noRules'))}
      ${hasAny(['planner']) ? this.form(holding) : ''}
      ${nodes.length ? this.history(nodes, holding) : ''}`;
  }

  set(holding) {
    return html`${facts([
      [text('validFrom'), day(holding.validFrom)],
      [text('note'), holding.note ?? text('none')],
      [text('madeBy'), `${holding.createdBy}, ${moment(holding.createdAt)}`],
    ])}
    <details><summary>${text('showRules')}</summary><pre tabindex="0">${JSON.stringify(holding.rules, null, 2)}</pre></details>`;
  }

  /** What others save meanwhile does not take away what is being written. */
  form(holding) {
    this.begun ??= JSON.stringify(holding?.rules ?? {}, null, 2);
    return html`<h3>${text('otherRules')}</h3>
      <form class="form" @submit=${this.tryOut} @input=${this.touch}>
        <label class="whole">${text('rulesAsJson')}
          <textarea name="rules" rows="16" spellcheck="false" required aria-invalid=${this.refusal ? 'true' : 'false'} aria-describedby="refusal"
            .value=${this.begun}></textarea></label>
        <label>${text('validFrom')}<input type="date" name="validFrom" required .value=${today()}></label>
        <label>${text('whyRules')}<input name="note" maxlength="1000" required></label>
        <p class="whole told">${text('tryFirst')}</p>
        <p class="refusal" id="refusal" role="alert">${this.refusal}</p>
        <p class="actions">
          <button ?disabled=${this.busy}>${text(this.busy ? 'trying' : 'try')}</button>
          <button type="button" class="main" ?disabled=${this.busy || !this.tried} @click=${this.save}>${text('saveRules')}</button>
        </p>
      </form>
      <div class="effect" role="status">${this.tried ? this.effect(this.tried.changes) : ''}</div>`;
  }

  touch() {
    this.touched = true;
    this.forget();
  }

  effect(changes) {
    return changes.length === 0 ? nothingHere(text('noPlans')) : changes.map(({ plan, phases }) => html`
      <h3>${text('effectOn', { plan: `${plan.code} ${plan.name}` })}</h3>
      ${phases.some(isChanged) ? this.phases(phases.filter(isChanged)) : nothingHere(text('noEffect'))}`);
  }

  phases(phases) {
    return table(text('effect'), ['phase', 'toProduceBefore', 'toProduceAfter', 'dailyTargetBefore', 'dailyTargetAfter'].map(key => text(key)),
      phases.map(phase => html`<tr>
        <td class="wide">${phase.code} ${phase.name}</td>
        <td class="number">${quantity(phase.toProduceBefore)}</td>
        <td class="number">${quantity(phase.toProduceAfter)}</td>
        <td class="number">${quantity(phase.dailyTargetBefore) || text('none')}</td>
        <td class="number">${quantity(phase.dailyTargetAfter) || text('none')}</td>
      </tr>`));
  }

  async tryOut(event) {
    event.preventDefault();
    const { rules, validFrom, note } = Object.fromEntries(new FormData(event.target));
    try {
      const input = { company: this.company, validFrom, note, rules: JSON.parse(rules) };
      const changes = await this.send({ ...input, dryRun: true });
      this.tried = changes && { input, changes };
    } catch (failure) {
      this.refusal = failure instanceof SyntaxError ? text('noJson', { message: failure.message }) : failure.message;
    }
  }

  /** @returns what changes; nothing when the hub refused */
  async send(input) {
    this.forget();
    this.busy = true;
    try {
      const { savePlanningRules: answer } = await ask(SAVE, { input });
      this.refusal = answer.code && inWords(answer);
      return answer.changes;
    } finally {
      this.busy = false;
    }
  }

  async save() {
    const { input, changes } = this.tried;
    const changed = changes.flatMap(({ phases }) => phases.filter(isChanged)).length;
    const agreed = await confirmed({
      question: text('saveQuestion'),
      detail: text('saveDetail', { company: input.company, day: day(input.validFrom), count: changed }),
      action: text('saveRules'),
    });
    if (!agreed) {
      return;
    }
    try {
      if (await this.send(input)) {
        tell(text('rulesSaved'));
        this.load();
      }
    } catch (failure) {
      this.refusal = failure.message;
    }
  }

  history(sets, holding) {
    return html`<h3>${text('history')}</h3>
      ${table(text('history'), ['validFrom', 'note', 'madeBy', 'madeAt', 'rulesOf'].map(key => text(key)), sets.map(set => html`<tr>
        <td>${day(set.validFrom)}${set === holding ? html`<br><strong>${text('holds')}</strong>` : ''}</td>
        <td>${set.note}</td>
        <td>${set.createdBy}</td>
        <td>${moment(set.createdAt)}</td>
        <td><details><summary>${text('showRules')}</summary><pre tabindex="0">${JSON.stringify(set.rules, null, 2)}</pre></details></td>
      </tr>`))}`;
  }
}

customElements.define('esteira-rules', Rules);
