import { html } from 'lit';
import { confirmed, tell } from '../../dialog.js';
import { ask } from '../../graphql.js';
import { inWords, moment, quantity } from '../../language.js';
import { facts, nothingHere } from '../../parts.js';
import { link } from '../../router.js';
import { changes } from './changes.js';
import { Desk } from './frame.js';
import { HELD, issueOf } from './issues.js';
import { layout } from './layout.js';
import { reasonField } from './many.js';
import { text } from './texts.js';

const ENTRY = `query QuarantineEntry($id: ID!) {
  quarantineEntry(id: $id) {
    id company source entity sourceKey payload editedPayload version code field message state waitsFor waitsKey attempts createdAt updatedAt
    endedBy discardedAt discardReason edits { editedAt editedBy reason changes }
  }
}`;

const REFUSED = '... on QuarantineRefused { code message messagePt }';
const REPLAY = `mutation Replay($id: ID!) {
  replayQuarantine(id: $id) { ... on ReplayQuarantinePayload { entry { state code message } } ... on ReplayRefused { message messagePt } }
}`;
const EDIT = `mutation Edit($id: ID!, $version: String!, $payload: String!, $reason: String!, $dryRun: Boolean!) {
  editQuarantine(id: $id, version: $version, payload: $payload, reason: $reason, dryRun: $dryRun) {
    ... on EditQuarantinePayload { entry { state code message } changes { path before after } problem { code field message } } ${REFUSED}
  }
}`;
const DISCARD = `mutation Discard($id: ID!, $reason: String!) {
  discardQuarantine(id: $id, reason: $reason) { ... on ChangeQuarantinePayload { entry { state } } ${REFUSED} }
}`;
const REOPEN = `mutation Reopen($id: ID!) {
  reopenQuarantine(id: $id) { ... on ChangeQuarantinePayload { entry { state } } ${REFUSED} }
}`;

/** One record of the quarantine: as it came, what is wrong with it, and a copy that a person corrects. */
class Entry extends Desk {

  static properties = { draft: { state: true }, trial: { state: true }, reason: { state: true } };

  /** What a person has typed does not go with the address. */
  willUpdate(changed) {
    if (changed.has('route')) {
      this.forget();
    }
    super.willUpdate(changed);
  }

  /** Begins anew with the record as it is known now. */
  forget() {
    Object.assign(this, { draft: undefined, seen: undefined, trial: undefined, reason: '' });
  }

  get holdsInput() {
    return this.draft !== undefined;
  }

  heading() {
    const entry = this.answer.data?.quarantineEntry;
    return entry ? `${entry.source}.${entry.entity} ${entry.sourceKey}` : text('part.quarantine');
  }

  document() {
    return ENTRY;
  }

  variables({ parts: [, , id] }) {
    return { id };
  }

  /** What is no id names no record. */
  failed(failure) {
    return failure.code === 'BAD_USER_INPUT' ? nothingHere(text('noEntry')) : super.failed(failure);
  }

  show({ quarantineEntry: entry }) {
    if (!entry) {
      return nothingHere(text('noEntry'));
    }
    const { company, state, field, code, message, waitsFor, waitsKey, attempts, createdAt, updatedAt, endedBy, discardReason, source, entity } = entry;
    const held = HELD.includes(state);
    return html`${facts([
        [text('status'), text(`held.${state}`)],
        [text('company'), company],
        [text('issue'), html`${issueOf(entry)}${field ? html` · <code>${field}</code>` : ''}
          <details><summary>${text('technical')}</summary>${code}: <span lang="en">${message}</span></details>`],
        ...waitsFor ? [[text('waiting'), `${waitsFor} ${waitsKey ?? ''}`]] : [],
        [text('heldFrom'), moment(createdAt)],
        [text('tried'), `${quantity(attempts)} · ${moment(updatedAt)}`],
        ...discardReason ? [[text('discardedFor'), html`${discardReason}<br><small>${text('endedBy', { who: endedBy })}</small>`]] : [],
      ])}
      <p class="does">${held ? html`${this.button('replay', () => this.replay(entry))}${this.button('discard', () => this.discard(entry))}` : ''}
        ${state === 'DISCARDED' ? this.button('reopen', () => this.change(REOPEN, { id: entry.id }, () => text('reopened'))) : ''}</p>
      ${held && entry.version ? this.editor(entry) : this.asItIs(entry)}
      ${entry.edits.length ? history(entry.edits) : ''}
      <p><a href=${link(['routes', 'quarantine'], { company, source, entity })}>${text('itsQuarantine')}</a></p>`;
  }

  button(name, act) {
    return html`<button @click=${act}>${text(name)}</button>`;
  }

  /** @returns the record as it came, for reading */
  cameAs({ payload }) {
    return payload == null ? nothingHere(text('noText')) : html`<pre tabindex="0">${layout(payload)}</pre>`;
  }

  asItIs(entry) {
    return html`<h2>${text('asItCame')}</h2>${this.cameAs(entry)}
      ${entry.editedPayload ? html`<h2>${text('corrected')}</h2><pre tabindex="0">${layout(entry.editedPayload)}</pre>` : ''}`;
  }

  editor(entry) {
    const now = layout(entry.editedPayload ?? entry.payload ?? '');
    const typed = this.draft ?? now;
    return html`<div class="beside">
        <section aria-labelledby="came"><h2 id="came">${text('asItCame')}</h2><p class="source">${text('keptAsItCame')}</p>${this.cameAs(entry)}</section>
        <section aria-labelledby="edited"><h2 id="edited">${text('corrected')}</h2><p class="source" id="edits">${text('editMeans')}</p>
          <textarea class="code" rows=${Math.min(24, Math.max(8, typed.split('\n').length + 1))} spellcheck="false" autocapitalize="off" aria-labelledby="edited" aria-describedby="edits"
            .value=${typed} @input=${({ target }) => this.type(target.value, entry.version)}></textarea>
          <p class="does">${typed === now ? '' : html`<button @click=${() => this.compare(entry)}>${text('compare')}</button>
            ${this.button('startOver', () => this.forget())}`}</p>
        </section>
      </div>
      ${typed !== now && this.trial ? this.tried(entry) : ''}`;
  }

  type(draft, version) {
    Object.assign(this, { draft, seen: this.seen ?? version, trial: undefined });
  }

  /** What would change, and what it would still be refused for; then the reason, and the button that keeps it. */
  tried(entry) {
    const { refusal, changes: rows = [], problem } = this.trial;
    if (refusal) {
      return html`<p class="state" role="alert">${inWords(refusal)}</p>`;
    }
    return html`<h2>${text('changes')}</h2>${changes(rows)}
      ${problem ? html`<p class="warned" role="status">${text('stillWrong', { issue: issueOf(problem), field: problem.field })}</p>`
        : html`<p class="fine" role="status">${text('nothingWrong')}</p>`}
      <form class="search" @submit=${event => { event.preventDefault(); this.keep(entry); }}>
        <label>${text('field.reason')}<input required maxlength="1000" .value=${this.reason} @input=${({ target }) => { this.reason = target.value; }}></label>
        <button class="main">${text('keepAndReplay')}</button>
      </form>`;
  }

  async compare(entry) {
    try {
      const { editQuarantine: answer } = await ask(EDIT, this.edit(entry, true));
      this.trial = 'messagePt' in answer ? { refusal: answer } : answer;
    } catch ({ message }) {
      tell(text('notDone', { message }));
    }
  }

  edit({ id }, dryRun) {
    return { id, version: this.seen, payload: this.draft, reason: this.reason.trim(), dryRun };
  }

  async keep(entry) {
    try {
      const { editQuarantine: answer } = await ask(EDIT, this.edit(entry, false));
      if ('messagePt' in answer) {
        this.trial = { refusal: answer };
        return;
      }
      tell(answer.entry.state === 'RESOLVED' ? text('replayed', { key: entry.sourceKey })
        : text('replayedInVain', { key: entry.sourceKey, message: issueOf(answer.entry) }));
      this.forget();
      this.refresh();
    } catch ({ message }) {
      tell(text('notDone', { message }));
    }
  }

  async replay({ id, sourceKey }) {
    if (await confirmed({ question: text('replayQuestion'), detail: text('replayMeans'), action: text('replay') })) {
      await this.change(REPLAY, { id }, ({ entry }) => entry.state === 'RESOLVED'
        ? text('replayed', { key: sourceKey }) : text('replayedInVain', { key: sourceKey, message: issueOf(entry) }));
    }
  }

  async discard({ id }) {
    const typed = { reason: '' };
    if (await confirmed({ question: text('discardQuestion'), detail: html`<p>${text('discardMeans')}</p>${reasonField(typed)}`, action: text('discard') })) {
      await this.change(DISCARD, { id, reason: typed.reason }, () => text('discarded'));
    }
  }
}

const history = edits => html`<h2>${text('edits')}</h2>
  <ol class="story">${edits.map(({ editedAt, editedBy, reason, changes: rows }) => html`<li>
    <p>${moment(editedAt)} · ${text('endedBy', { who: editedBy })}<br>${reason}</p>${changes(rows, text('changesOf', { moment: moment(editedAt) }))}</li>`)}</ol>`;

customElements.define('esteira-quarantine-entry', Entry);
