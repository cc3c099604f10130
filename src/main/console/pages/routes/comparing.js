/** What is said of comparisons, and how one is asked for. */
import { html } from 'lit';
import { confirmed } from '../../dialog.js';
import { quantity } from '../../language.js';
import { go, link } from '../../router.js';
import { text } from './texts.js';

const RECONCILE = `mutation Reconcile($company: String!, $source: String, $entity: String) {
  reconcile(company: $company, source: $source, entity: $entity) {
    ... on ReconcilePayload { asked { reconciliation { id } } }
    ... on ReconcileRefused { message messagePt }
  }
}`;

const HEAL = `mutation Heal($id: ID!) {
  healReconciliation(id: $id) { ... on HealReconciliationPayload { remapped readAnew reconciliation { id } } ... on ReconcileRefused { message messagePt } }
}`;

export const isUnderWay = ({ state }) => state === 'QUEUED' || state === 'RUNNING';

/** How many rows differ; nothing is known unless it is done. */
export const outcome = ({ state, differenceCount }) => state !== 'DONE' ? '–'
  : html`<span class=${Number(differenceCount) ? 'bad' : 'fine'}>${quantity(differenceCount)}</span>`;

/** @param wanted company, source and entity, of which the last two may be missing */
export const ask = (desk, wanted) => desk.change(RECONCILE, wanted, ({ asked }) => text('comparing', { count: quantity(asked.length) }));

/** Mends what it has found, and leads to the comparison that follows. */
export async function heal(desk, { id, company }) {
  let next;
  if (await confirmed({ question: text('healQuestion'), detail: text('healMeans'), action: text('heal') })) {
    await desk.change(HEAL, { id }, ({ remapped, readAnew, reconciliation }) => {
      next = reconciliation.id;
      return text(readAnew ? 'healingAnew' : 'healing', { count: quantity(remapped) });
    });
  }
  if (next) {
    go(link(['routes', 'reconciliations', next], { company }));
  }
}

/**
 * Asks which source is to be compared, and has it compared.
 *
 * @param sources each with its company
 */
export async function compare(desk, sources) {
  const { company, source } = desk.filters;
  const choices = sources.toSorted((one, other) => name(one).localeCompare(name(other)));
  let chosen = Math.max(0, choices.findIndex(choice => (!company || choice.company === company) && (!source || choice.source === source)));
  if (await confirmed({
    question: text('compareQuestion'),
    detail: html`<p>${text('compareMeans')}</p><label>${text('source')}
      <select @change=${({ target }) => { chosen = target.selectedIndex; }}>
        ${choices.map((choice, n) => html`<option ?selected=${n === chosen}>${name(choice)}</option>`)}</select></label>`,
    action: text('compareNow'),
  })) {
    await ask(desk, choices[chosen]);
  }
}

const name = ({ company, source }) => `${source} · ${company}`;
