import { html } from 'lit';
import { moment, quantity } from '../../language.js';
import { facts, nothingHere } from '../../parts.js';
import { link } from '../../router.js';
import { changes } from './changes.js';
import { actions, DELIVERY, saying, status } from './desk.js';
import { Desk } from './frame.js';
import { layout } from './layout.js';
import { text } from './texts.js';

const ONE = `query Delivery($id: ID!) {
  delivery(id: $id) {
    ${DELIVERY}
    attemptLog { at kind outcome detail millis request }
    decisions { decidedAt decidedBy kind reason erpKey changes }
  }
}`;

/** One delivery: what it brings, and all that has happened to it, in order. */
class Delivery extends Desk {

  get again() {
    return 15_000;
  }

  live() {
    return [{ query: 'subscription Delivered { postingDelivered { id } }' }];
  }

  heading() {
    const delivery = this.answer.data?.delivery;
    return delivery ? `${saying(delivery)} → ${delivery.target}` : text('part.deliveries');
  }

  document() {
    return ONE;
  }

  variables({ parts: [, , id] }) {
    return { id };
  }

  /** What is no id names no delivery. */
  failed(failure) {
    return failure.code === 'BAD_USER_INPUT' ? nothingHere(text('noDelivery')) : super.failed(failure);
  }

  show({ delivery }) {
    if (!delivery) {
      return nothingHere(text('noDelivery'));
    }
    const { company, order, posting, reference, erpKey, pendingKey, reasonText, reasonCode, attempts, nextAt, endedAt } = delivery;
    return html`${reasonText && !endedAt ? html`<p class="state" role="status">${reasonText}${reasonCode ? html`<br><small>${reasonCode}</small>` : ''}</p>` : ''}
      ${facts([
        [text('status'), status(delivery)],
        [text('company'), company],
        ...order ? [[text('order'), html`<a href=${link(['orders', order.id])}>${order.number}</a>`]] : [],
        ...posting ? [[text('quantity'), text('quantities', { good: quantity(posting.good), scrap: quantity(posting.scrap) })]] : [],
        [text('reference'), reference],
        [text('erpKey'), erpKey ?? text('none')],
        ...pendingKey ? [[text('pendingKey'), pendingKey]] : [],
        [text('tried'), quantity(attempts)],
        endedAt ? [text('ended'), moment(endedAt)] : [text('next'), moment(nextAt)],
      ])}
      ${actions(this, delivery)}
      <h2>${text('story')}</h2>
      ${story(delivery)}
      <p><a href=${link(['routes', 'deliveries'], { company })}>${text('allDeliveries')}</a></p>`;
  }
}

/** Tries and decisions as they came. */
function story({ attemptLog, decisions }) {
  const told = [
    ...attemptLog.map(attempt => ({ at: attempt.at, show: () => tried(attempt) })),
    ...decisions.map(decision => ({ at: decision.decidedAt, show: () => decided(decision) })),
  ].sort((one, other) => one.at.localeCompare(other.at));
  return told.length ? html`<ol class="story">${told.map(({ show }) => html`<li>${show()}</li>`)}</ol>` : nothingHere(text('noTries'));
}

function tried({ at, kind, outcome, detail, millis, request }) {
  return html`<p>${moment(at)} · <strong>${text(`attempt.${kind}`)}</strong> · <code>${outcome}</code> · ${quantity(millis)} ms</p>
    ${detail ? html`<p>${detail}</p>` : ''}
    ${request ? html`<details><summary>${text('whatWasSent')}</summary><pre tabindex="0">${shown(request)}</pre></details>` : ''}`;
}

/** The address, then the body as people read it. */
function shown(request) {
  const [address, ...body] = request.split('\n');
  return `${address}\n${layout(body.join('\n'))}`;
}

function decided({ decidedAt, decidedBy, kind, reason, erpKey, changes: rows }) {
  return html`<p>${moment(decidedAt)} · <strong>${text(`decision.${kind}`)}</strong> · ${text('endedBy', { who: decidedBy })}</p>
    ${reason ? html`<p>${reason}</p>` : ''}${erpKey ? html`<p>${text('erpKey')}: ${erpKey}</p>` : ''}
    ${rows.length ? changes(rows, text('changesOf', { moment: moment(decidedAt) })) : ''}`;
}

customElements.define('esteira-delivery', Delivery);
