/** Sends the queue of the person who is logged in, and asks what became of it in the ERP. */
import { ask, listen } from '../../graphql.js';
import { identity, me } from '../../me.js';
import { FOLLOW, NEWS, REPLAY } from './documents.js';
import { alone, entries, followQueue, forgetDone, isFinished, keep, waiting } from './queue.js';

const PART = 20;
const FOLLOWED = 100;
const TRIES = 3;
const KEPT = 2 * 24 * 3600_000;
/** In ms: whoever has not answered until then is asked once more. */
const PATIENCE = 60_000;
/** The way there failed, or the hub: the same part is sent again. */
const PASSING = ['OFFLINE', 'INTERNAL', 'UNAVAILABLE', 'TIMEOUT', 'RATE_LIMIT'];

/** Waits longer each time, up to a minute, with some chance in it. */
class Patience {

  wait = 1_000;
  timer;

  later(work, least = 0) {
    clearTimeout(this.timer);
    this.timer = setTimeout(work, Math.max(least, this.wait * (0.75 + Math.random() / 2)));
    this.wait = Math.min(2 * this.wait, 60_000);
  }

  begin() {
    clearTimeout(this.timer);
    this.wait = 1_000;
  }
}

/** Runs one at a time; what is wanted meanwhile follows once. */
function oneAtATime(work) {
  let running = false;
  let wanted = false;
  return async () => {
    wanted = true;
    if (running) {
      return;
    }
    running = true;
    try {
      while (wanted) {
        wanted = false;
        await work();
      }
    } finally {
      running = false;
    }
  };
}

function answered(entry, { status, posting, refusal }) {
  switch (status) {
    case 'DONE': return { ...entry, state: 'DONE', posting };
    case 'REFUSED': return { ...entry, state: 'REFUSED', refusal };
    default: return entry;
  }
}

/** The hub does not take this one: a person decides. */
const setAside = (entry, { code, message, traceId }) =>
  ({ ...entry, state: 'REFUSED', refusal: { code, field: null, message: traceId ? `${message} (${traceId})` : message } });

export class Sender {

  changed;
  part = PART;
  failures = 0;
  patience = new Patience();
  interest = new Patience();
  ending;
  /** Why the queue stands still, as a code; null while it does not. */
  halt = null;

  /** @param changed called when the queue has begun to stand still, or goes on */
  constructor(person, changed) {
    this.person = person;
    this.changed = changed;
  }

  /** Goes on until the tab is left; not where this browser keeps nothing. */
  async start() {
    await forgetDone(this.person, new Date(Date.now() - KEPT).toISOString()).catch(() => {});
    this.send = oneAtATime(() => this.sendNow());
    this.follow = oneAtATime(() => this.followNow());
    const now = () => {
      this.stand(navigator.onLine ? null : 'OFFLINE');
      this.patience.begin();
      this.interest.begin();
      this.send();
      this.follow();
    };
    followQueue(() => this.send());
    addEventListener('online', now);
    addEventListener('offline', () => this.stand('OFFLINE'));
    document.addEventListener('visibilitychange', () => document.hidden || now());
    now();
  }

  stand(halt) {
    this.halt = halt;
    this.changed();
  }

  async sendNow() {
    const sent = await alone(this.person, () => this.parts());
    if (sent) {
      this.interest.begin();
      this.follow();
    }
  }

  /** @returns whether anything was answered */
  async parts() {
    let sent = false;
    for (let part = await this.next(); part.length && identity() === this.person; part = await this.next()) {
      try {
        await this.sendPart(part);
        sent = true;
      } catch (failure) {
        if (!await this.failed(part, failure)) {
          break;
        }
      }
    }
    return sent;
  }

  /** One at a time while one of them is at fault. */
  async next() {
    const all = await waiting(this.person);
    this.part = all.length ? this.part : PART;
    return all.slice(0, this.part);
  }

  async sendPart(part) {
    await keep(...part.filter(({ tried }) => !tried).map(entry => ({ ...entry, tried: true })));
    const { replayQueue: { answers } } = await ask(REPLAY, { operations: part.map(({ operation }) => operation) }, PATIENCE);
    await keep(...part.map((entry, place) => answered({ ...entry, tried: true }, answers[place])));
    this.failures = 0;
    this.patience.begin();
    this.stand(null);
  }

  /** @returns whether to go on at once */
  async failed(part, failure) {
    this.stand(failure.code ?? 'INTERNAL');
    if (failure.code === 'UNAUTHENTICATED') {
      return false;
    }
    this.failures = failure.code === 'INTERNAL' ? this.failures + 1 : 0;
    const passing = PASSING.includes(this.halt) && this.failures < TRIES;
    if (!passing && part.length === 1) {
      await keep(setAside({ ...part[0], tried: true }, failure));
      this.failures = 0;
      return true;
    }
    if (!passing) {
      this.failures = 0;
      this.part = 1;
      return true;
    }
    this.patience.later(this.send, 1_000 * (failure.retryAfter ?? 0));
    return false;
  }

  /** Asks for what is on its way to the ERP whenever something is told of it, and ever more rarely in any case. */
  async followNow() {
    const followed = (await entries(this.person)).filter(entry => entry.state === 'DONE' && !isFinished(entry)).slice(-FOLLOWED);
    if (!followed.length || document.hidden || identity() !== this.person) {
      this.hush();
      return;
    }
    this.ending ??= listen({ query: NEWS, variables: { by: me().name, since: followed[0].at } }, () => this.follow());
    try {
      const { postings } = await ask(FOLLOW, { ids: followed.map(({ posting }) => posting.id) });
      await this.keepNews(new Map(postings.nodes.map(posting => [posting.id, posting])));
    } catch {
      // What was known stays on screen, and is asked for again.
    }
    this.interest.later(this.follow);
  }

  hush() {
    this.ending?.();
    this.ending = undefined;
  }

  /** A posting and its reversal are two entries of one posting. */
  async keepNews(now) {
    const news = (await entries(this.person)).filter(({ state, posting }) => state === 'DONE' && now.has(posting.id)
      && JSON.stringify(posting) !== JSON.stringify(now.get(posting.id)));
    if (news.length) {
      await keep(...news.map(entry => ({ ...entry, posting: now.get(entry.posting.id) })));
      this.interest.begin();
    }
  }
}
