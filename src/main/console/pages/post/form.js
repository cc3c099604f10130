import { html, LitElement, nothing } from 'lit';
import { day, inWords, quantity, texts } from '../../language.js';
import { identity } from '../../me.js';
import { facts } from '../../parts.js';
import { link } from '../../router.js';
import { today } from '../../zone.js';
import { exceeds, isPositive, sum, written } from './decimal.js';
import { draft, endDraft, keepDraft } from './draft.js';
import { newId } from './identity.js';
import { isOpen, leftAt, madeAt, nextStep, refusedAt } from './orders.js';
import { queuePosting } from './queue.js';
import own from './texts.js';
import { amounts, asTyped, faults, made, SIGN } from './values.js';

const text = texts(own);

/** By what people call it: what is done, where the source says so, else its phase, else its operation. */
function stepName({ sequence, operation, description, phase }) {
  const at = phase && `${phase.code} ${phase.name ?? ''}`;
  return [sequence, description ?? at ?? operation, ...description && at && phase.name !== description ? [at] : []].join(' · ');
}

/** What was produced on one order: typed, checked, shown once more, queued. */
class PostingForm extends LitElement {

  static properties = {
    /** The order as the contract gives it. */
    order: { attribute: false },
    /** The step that the address names; may be missing. */
    named: { attribute: false },
    /** What the person has queued on this device. */
    queue: { attribute: false },
    /** The refused entry that is mended; null where the posting is a new one. */
    refused: { attribute: false },
    reasons: { attribute: false },
    values: { state: true },
    step: { state: true },
    wrong: { state: true },
    reviewed: { state: true },
    failure: { state: true },
    sending: { state: true },
  };

  createRenderRoot() {
    return this;
  }

  get subject() {
    return `${this.order.id} ${this.refused?.place ?? ''}`;
  }

  connectedCallback() {
    super.connectedCallback();
    const { step, ...values } = draft(this.subject, this.refused ? asTyped(this.refused.operation.postProduction) : undefined);
    this.values = values;
    const wanted = this.named ?? step ?? nextStep(this.order)?.sequence;
    this.step = this.order.steps.filter(isOpen).find(({ sequence }) => String(sequence) === String(wanted))?.sequence;
    this.wrong = {};
  }

  get chosen() {
    return this.order.steps.find(({ sequence }) => sequence === this.step);
  }

  /** Of a step, by entries that the hub has not counted yet, the one that is mended excepted. */
  queued({ sequence }) {
    return this.queue.filter(({ state, shown, operation }) => state === 'WAITING' && operation.postProduction
        && shown.order === this.order.number && shown.company === this.order.company && shown.step === sequence)
      .flatMap(({ operation: { postProduction: { good, scrap } } }) => [good, ...scrap.map(one => one.quantity)]);
  }

  left(step) {
    return leftAt(this.order, step, this.queued(step));
  }

  /** Whether what is typed is more than is left; the site may allow it. */
  get beyond() {
    const left = this.chosen && this.left(this.chosen);
    return left !== null && left !== undefined && exceeds(made(this.values), left);
  }

  type(changes) {
    this.values = { ...this.values, ...changes };
    keepDraft(this.subject, { ...this.values, step: this.step });
  }

  typeScrap(place, changes) {
    this.type({ scrap: this.values.scrap.map((row, other) => other === place ? { ...row, ...changes } : row) });
  }

  choose(step) {
    this.step = step;
    this.type({});
    history.replaceState(null, '', link(['post'], { ...Object.fromEntries(new URLSearchParams(location.search)), step }));
  }

  async review(event) {
    event.preventDefault();
    this.wrong = { ...faults(this.values), ...this.chosen ? {} : { step: 'step' } };
    this.reviewed = !Object.keys(this.wrong).length;
    await this.updateComplete;
    this.querySelector(this.reviewed ? 'h2' : '[aria-invalid="true"]').focus();
  }

  async change() {
    this.reviewed = false;
    await this.updateComplete;
    this.querySelector('[name=good]').focus();
  }

  /** As the contract takes it; the day and the end of the work are written now, since the queue may arrive on another one. */
  posting() {
    const { completes, operator, postedOn, note } = this.values;
    const before = this.refused?.operation.postProduction;
    const ended = before?.postedOn === postedOn ? before.endedAt : postedOn === today() ? new Date().toISOString() : undefined;
    return {
      id: before?.id ?? newId(),
      company: this.order.company,
      orderNumber: this.order.number,
      sequence: this.step,
      ...amounts(this.values),
      completes, postedOn,
      ...ended && { endedAt: ended },
      ...operator.trim() && { operator: operator.trim() },
      ...note.trim() && { note: note.trim() },
    };
  }

  /** Once, however often the button is touched before the device has written it. */
  async send() {
    if (this.sending) {
      return;
    }
    this.sending = true;
    const input = this.posting();
    const shown = {
      order: this.order.number, company: this.order.company, step: this.step, unit: this.order.unit, item: this.order.item.description ?? this.order.item.code,
      good: input.good, scrap: sum(...input.scrap.map(one => one.quantity)), rework: input.rework,
    };
    try {
      await queuePosting(identity(), input, shown, this.refused);
    } catch (failure) {
      this.failure = failure.message;
      this.sending = false;
      return;
    }
    endDraft(this.values);
    this.dispatchEvent(new CustomEvent('queued', { detail: shown }));
  }

  render() {
    return this.reviewed ? this.summary() : html`<form class="posting" novalidate @submit=${this.review}>
      ${this.refused ? html`<p class="warned">${text('mending', { reason: inWords(this.refused.refusal) })}</p>` : ''}
      ${this.steps()}
      ${this.good()}
      ${this.values.scrap.map((row, place) => this.scrap(row, place))}
      <p><button type="button" @click=${this.addScrap}>${text(this.values.scrap.length ? 'moreScrap' : 'addScrap')}</button></p>
      <datalist id="reasons">${this.reasons.map(reason => html`<option value=${reason}></option>`)}</datalist>
      ${this.field('operator', { label: text('operator'), hint: text('operatorHint') })}
      <label class="tick"><input type="checkbox" .checked=${this.values.completes} @change=${({ target }) => this.type({ completes: target.checked })}>
        ${text('completes')}</label>
      <details ?open=${Boolean(this.wrong.rework || this.wrong.postedOn)}>
        <summary>${text('more')}</summary>
        ${this.field('rework', { label: text('rework'), inputmode: 'decimal' })}
        ${this.field('postedOn', { label: text('day'), type: 'date' })}
        ${this.field('note', { label: text('note') })}
      </details>
      <p class="actions"><button class="main">${text('review')}</button></p>
    </form>`;
  }

  steps() {
    const completed = this.order.steps.filter(step => !isOpen(step));
    return html`<fieldset role="radiogroup" tabindex="-1" aria-invalid=${this.wrong.step ? 'true' : 'false'} aria-describedby="wrong-step">
      <legend>${text('whichStep')}</legend>
      ${this.order.steps.filter(isOpen).map(step => this.oneStep(step))}
      ${completed.length ? html`<small>${text('completedSteps', { steps: completed.map(stepName).join(', ') })}</small>` : ''}
      ${this.fault('step')}
    </fieldset>`;
  }

  oneStep(step) {
    const isNext = step === nextStep(this.order);
    return html`<label class="choice">
      <input type="radio" name="step" .checked=${step.sequence === this.step} @change=${() => this.choose(step.sequence)}>
      <span><strong>${stepName(step)}</strong>
        <small>${this.progressOf(step)}${isNext ? html` · ${text('nextOne')}` : ''}</small></span>
    </label>`;
  }

  progressOf(step) {
    const made = quantity(madeAt(this.order, step, this.queued(step)));
    const refused = refusedAt(this.order, step);
    const left = this.left(step);
    return [
      left === null ? text('made', { made }) : text('madeOf', { made, ordered: quantity(this.order.quantity) }),
      ...isPositive(refused) ? [text('refused', { quantity: quantity(refused) })] : [],
      ...left === null ? [] : [text('left', { left: quantity(left) })],
    ].join(', ');
  }

  good() {
    const left = this.chosen ? this.left(this.chosen) : null;
    return html`${this.field('good', {
        label: this.order.unit ? text('goodOf', { unit: this.order.unit }) : text('goodPlain'), inputmode: 'decimal', big: true })}
      ${left !== null && isPositive(left) ? html`<p><button type="button" @click=${() => this.type({ good: written(left, SIGN) })}>
        ${text('fill', { left: quantity(left) })}</button></p>` : ''}
      ${this.beyond ? html`<p class="warned" role="status">${text('beyond', { left: quantity(left) })}</p>` : ''}`;
  }

  scrap({ quantity: amount, reason }, place) {
    const values = { place: place + 1 };
    return html`<fieldset class="scrap">
      <legend>${text('scrapOf', values)}</legend>
      ${this.input(`scrap${place}`, amount, text('amount'), words => this.typeScrap(place, { quantity: words }), { inputmode: 'decimal' })}
      ${this.input(`reason${place}`, reason, text('reason'), words => this.typeScrap(place, { reason: words }),
        { list: 'reasons', hint: text('reasonHint') })}
      <button type="button" @click=${() => this.type({ scrap: this.values.scrap.filter((_, other) => other !== place) })}
        aria-label=${text('dropScrap', values)}>×</button>
    </fieldset>`;
  }

  async addScrap() {
    this.type({ scrap: [...this.values.scrap, { quantity: '', reason: '' }] });
    await this.updateComplete;
    this.querySelector(`[name=scrap${this.values.scrap.length - 1}]`).focus();
  }

  field(name, { label, ...how }) {
    return this.input(name, this.values[name], label, words => this.type({ [name]: words }), how);
  }

  input(name, value, label, typed, { type = 'text', inputmode, hint, list, big = false }) {
    return html`<div class="field">
      <label for=${name}>${label}</label>
      <input id=${name} name=${name} type=${type} class=${big ? 'big' : ''} autocomplete="off" inputmode=${inputmode ?? nothing} list=${list ?? nothing}
        max=${type === 'date' ? today() : nothing} .value=${value} aria-invalid=${this.wrong[name] ? 'true' : 'false'}
        aria-describedby=${`wrong-${name} hint-${name}`} @input=${({ target }) => typed(target.value)}>
      ${this.fault(name)}
      <small id=${`hint-${name}`}>${hint ?? ''}</small>
    </div>`;
  }

  fault(name) {
    const kind = this.wrong[name];
    return html`<p class="fault" id=${`wrong-${name}`}>${kind ? text(`wrong.${kind}`, { sign: SIGN }) : ''}</p>`;
  }

  summary() {
    const { good, scrap, rework } = amounts(this.values);
    const { operator, completes, postedOn, note } = this.values;
    const unit = this.order.unit ?? '';
    return html`<section class="posting">
      <h2 tabindex="-1">${text('reviewing')}</h2>
      ${facts([
        [text('order'), this.order.number],
        [text('step'), stepName(this.chosen)],
        [text('good'), `${quantity(good)} ${unit}`],
        ...scrap.map(({ quantity: amount, reason }) => [`${text('scrap')} · ${reason}`, `${quantity(amount)} ${unit}`]),
        ...isPositive(rework) ? [[text('rework'), `${quantity(rework)} ${unit}`]] : [],
        ...operator.trim() ? [[text('operator'), operator]] : [],
        [text('day'), day(postedOn)],
        ...completes ? [[text('completes'), text('yes')]] : [],
        ...note.trim() ? [[text('note'), note]] : [],
      ])}
      ${this.beyond ? html`<p class="warned">${text('beyond', { left: quantity(this.left(this.chosen)) })}</p>` : ''}
      ${this.failure ? html`<p class="state" role="alert">${text('notKept', { message: this.failure })}</p>` : ''}
      <p class="actions"><button @click=${this.change} ?disabled=${this.sending}>${text('change')}</button><button class="main" @click=${this.send} ?disabled=${this.sending}>${text('send')}</button></p>
    </section>`;
  }
}

customElements.define('esteira-posting-form', PostingForm);
