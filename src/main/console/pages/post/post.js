import { html } from 'lit';
import './entries.js';
import './form.js';
import { confirmed, tell } from '../../dialog.js';
import { day, quantity, texts } from '../../language.js';
import { hasAny, identity } from '../../me.js';
import { keepPage } from '../../offline.js';
import { Page } from '../../page.js';
import { nothingHere } from '../../parts.js';
import { go, link } from '../../router.js';
import { closedBy } from '../orders/open.js';
import { copyNote, orderLinks } from './chooser.js';
import { copyOrders, forgetOrders, knownReasons, nextStep, ordersOf, remember, seenOrders } from './orders.js';
import { canKeep, entries, followQueue, forgetDone, ofOthers, waiting } from './queue.js';
import { Sender } from './sender.js';
import { styles } from './styles.js';
import own from './texts.js';

const text = texts(own);

const RECENT = 5;
/** In ms. */
const COPY_AGAIN = 15 * 60_000;
const ROLES = ['operator', 'leader'];

const CHANGED = `subscription OrderChanged($number: String!) {
  productionOrderChanged(where: { number: { eq: $number } }) { id }
}`;

const pages = new Set();
let sender;

/** Begins to send what the person has queued, and to keep what they need when there is no network. */
function begin() {
  sender = new Sender(identity(), () => pages.forEach(page => page.look()));
  sender.start();
  const copy = () => copyOrders(identity()).catch(() => {});
  copy();
  addEventListener('online', copy);
  setInterval(copy, COPY_AGAIN);
  keepPage();
}

/** @returns whether the person leaves: what they queued and did not send goes when they come back */
async function leave() {
  const count = (await waiting(identity()).catch(() => [])).length;
  const goes = !count || await confirmed({ question: text('leaveQuestion'), detail: text('leaveDetail', { count }), action: text('logOut') });
  if (goes) {
    await Promise.allSettled([forgetOrders(identity()), forgetDone(identity())]);
  }
  return goes;
}

/** Production is posted on an order that is chosen here; beside it stands what became of what was posted before. */
class PostProduction extends Page {

  static styles = styles;
  static properties = { queue: { state: true }, others: { state: true }, denied: { state: true }, reasons: { state: true } };

  queue = [];
  reasons = [];

  connectedCallback() {
    super.connectedCallback();
    pages.add(this);
    this.endQueue = followQueue(() => this.look());
    canKeep().then(() => this.look(), failure => { this.denied = failure.message; });
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    pages.delete(this);
    this.endQueue();
  }

  /** Takes what this device has queued. */
  async look() {
    const person = identity();
    if (!person) {
      // They are just leaving.
      return;
    }
    [this.queue, this.others] = await Promise.all([entries(person), ofOthers(person)]);
    this.requestUpdate();
  }

  heading() {
    return text('heading');
  }

  get holdsInput() {
    return true;
  }

  async read({ query }) {
    const [number, company, mended] = [query.get('order'), query.get('company'), query.get('mend')];
    if (!number) {
      return { recent: (await seenOrders(identity())).slice(0, RECENT) };
    }
    const answer = await ordersOf(identity(), number, company);
    const [order] = answer.orders;
    if (answer.orders.length === 1) {
      await remember(identity(), order);
      knownReasons(order.company).then(reasons => { this.reasons = reasons; }, () => {});
    }
    const refused = mended && (await entries(identity())).find(({ place, state }) => String(place) === mended && state === 'REFUSED');
    return { ...answer, refused: refused || null };
  }

  live({ query }) {
    return query.has('order') ? [{ query: CHANGED, variables: { number: query.get('order') } }] : [];
  }

  content() {
    if (!hasAny(ROLES)) {
      return nothingHere(text('forbidden'));
    }
    return this.denied ? html`<p class="state" role="alert">${text('keepsNothing', { message: this.denied })}</p>` : super.content();
  }

  render() {
    return html`<h1 tabindex="-1">${this.heading()}</h1>
      <div class="post">
        <div>${this.content()}</div>
        <esteira-posting-entries .queue=${this.queue} .others=${this.others} .halt=${sender?.halt}></esteira-posting-entries>
      </div>`;
  }

  show(answer) {
    const { recent, orders, copied, refused } = answer;
    if (recent) {
      return html`<esteira-order-chooser .recent=${recent}></esteira-order-chooser>`;
    }
    return html`<p><a href=${link(['post'])}>${text('otherOrder')}</a></p>
      ${copyNote(answer)}
      ${this.chosen(orders, copied, refused)}`;
  }

  chosen(orders, copied, refused) {
    const number = this.route.query.get('order');
    if (!orders.length) {
      return nothingHere(text(copied ? 'notThereHere' : 'notThere', { number }));
    }
    if (orders.length > 1) {
      return orderLinks(text('whichCompany', { number }), orders);
    }
    const [order] = orders;
    return html`${this.order(order)}${this.closed(order) ?? html`<esteira-posting-form .order=${order} .named=${this.route.query.get('step')}
      .queue=${this.queue} .refused=${refused} .reasons=${this.reasons} @queued=${this.queued}></esteira-posting-form>`}`;
  }

  order({ number, company, item, quantity: ordered, unit, lot, plannedEnd }) {
    const more = [
      company,
      ...ordered === null ? [] : [text('orderedOf', { quantity: `${quantity(ordered)} ${unit ?? ''}` })],
      ...lot ? [text('lotOf', { lot })] : [],
      ...plannedEnd ? [text('dueOn', { day: day(plannedEnd) })] : [],
    ];
    return html`<div class="order"><strong>${number}</strong> <span>${item.code} ${item.description}</span> <small>${more.join(' · ')}</small></div>`;
  }

  /** @returns why nothing can be posted on it, or null */
  closed(order) {
    const why = closedBy(order);
    if (why) {
      return nothingHere(text('closedFor', { why }));
    }
    return nextStep(order) ? null : nothingHere(text(order.steps.length ? 'allCompleted' : 'noSteps'));
  }

  async queued({ detail: { order } }) {
    navigator.storage?.persist?.();
    tell(text('kept', { order }));
    go(link(['post']));
    await this.updateComplete;
    this.querySelector('h1').focus();
  }
}

customElements.define('esteira-post', PostProduction);

export default {
  path: 'post',
  label: text('post'),
  roles: ROLES,
  begin,
  leave,
  view: route => html`<esteira-post .route=${route}></esteira-post>`,
};
