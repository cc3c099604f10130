import { html, LitElement } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { confirmed, tell } from '../../dialog.js';
import { inWords, moment, quantity, texts } from '../../language.js';
import { loginButton, nothingHere } from '../../parts.js';
import { link } from '../../router.js';
import { isPositive } from './decimal.js';
import { discard, queueAgain, queueReversal, withdraw } from './queue.js';
import { canBeTakenBack, isReversal, progress, reasonInErp, tone } from './states.js';
import own from './texts.js';

const text = texts(own);

const quantities = ({ good, scrap, rework, unit }) => [
  text('goodPosted', { good: `${quantity(good)} ${unit ?? ''}`.trim() }),
  ...isPositive(scrap) ? [text('scrapPosted', { scrap: quantity(scrap) })] : [],
  ...isPositive(rework) ? [text('reworkPosted', { rework: quantity(rework) })] : [],
].join(', ');

/** Asks why, and takes the posting back: off the queue where it was not sent, else by a reversal. */
async function takeBack(entry) {
  let reason = text('whyDefault');
  const { order, step } = entry.shown;
  const sure = await confirmed({
    question: text('takeBackQuestion'),
    detail: html`<p>${text('takeBackDetail', { order, step, quantities: quantities(entry.shown) })}</p>
      <p class="field"><label for="why">${text('why')}</label>
        <input id="why" maxlength="200" .value=${reason} @input=${({ target }) => { reason = target.value; }}></p>`,
    action: text('takeBack'),
  });
  if (!sure) {
    return;
  }
  if (entry.state === 'WAITING' && await withdraw(entry)) {
    tell(text('withdrawn', { order }));
  } else {
    await queueReversal(entry, reason.trim() || text('whyDefault'));
    tell(text('reversalQueued', { order }));
  }
}

async function throwAway(entry) {
  const { order, step } = entry.shown;
  const sure = await confirmed({
    question: text('discardQuestion'),
    detail: text(isReversal(entry) ? 'discardReversal' : 'discardDetail', { order, step, quantities: quantities(entry.shown) }),
    action: text('discard'),
  });
  if (sure) {
    await discard(entry);
  }
}

/** What the person has posted on this device, the newest first, and how far it is. */
class PostingEntries extends LitElement {

  static properties = { queue: { attribute: false }, others: { attribute: false }, halt: { attribute: false } };

  createRenderRoot() {
    return this;
  }

  render() {
    const waits = this.queue.filter(({ state }) => state === 'WAITING').length;
    return html`<section aria-labelledby="mine">
      <h2 id="mine">${text('mine')}</h2>
      <div role="status">${this.halt && waits ? this.standing(waits) : ''}</div>
      ${this.queue.length ? html`<ul class="entries">${repeat([...this.queue].reverse(), ({ place }) => place, entry => this.entry(entry))}</ul>` : nothingHere(text('nothingYet'))}
      ${this.others ? html`<p class="source">${text('ofOthers', { count: this.others })}</p>` : ''}
    </section>`;
  }

  standing(count) {
    return this.halt === 'UNAUTHENTICATED'
      ? html`<p class="warned">${text('loginEnded', { count })} ${loginButton()}</p>`
      : html`<p class="warned">${text('standsStill', { count })}</p>`;
  }

  entry(entry) {
    const { shown, at } = entry;
    const state = progress(entry, this.halt);
    const reason = reasonInErp(entry);
    return html`<li class=${tone(state)} data-state=${state}>
      <p><strong>${shown.order}</strong> · ${text('stepOf', { step: shown.step })} · ${shown.item}</p>
      <p>${isReversal(entry) ? `${text('reversalOf')}: ` : ''}${quantities(shown)}</p>
      <p class="progress">${text(`progress.${state}`)}</p>
      ${entry.state === 'REFUSED' ? html`<p>${inWords(entry.refusal)}</p>` : ''}
      ${reason ? html`<details><summary>${text('whyWaits')}</summary>${reason}</details>` : ''}
      <p class="source">${moment(at)}</p>
      ${this.actions(entry)}
    </li>`;
  }

  actions(entry) {
    if (entry.state === 'REFUSED') {
      return html`<p class="actions">
        <button @click=${() => throwAway(entry)}>${text('discard')}</button>
        ${isReversal(entry) ? html`<button @click=${() => queueAgain(entry)}>${text('tryAgain')}</button>` : this.mending(entry)}
      </p>`;
    }
    return canBeTakenBack(entry) && !this.isBeingTakenBack(entry)
      ? html`<p class="actions"><button @click=${() => takeBack(entry)}>${text('takeBack')}</button></p>` : '';
  }

  mending({ place, shown: { order, company, step } }) {
    return html`<a class="action" href=${link(['post'], { order, company, step, mend: place })}>${text('mend')}</a>`;
  }

  /** A reversal of it is queued, or has been done. */
  isBeingTakenBack({ operation: { postProduction: { id } } }) {
    return this.queue.some(other => isReversal(other) && other.operation.reversePosting.id === id && other.state !== 'REFUSED');
  }
}

customElements.define('esteira-posting-entries', PostingEntries);
