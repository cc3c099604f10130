/** Why targets are others than on a day before, in numbers and words. */
import { html } from 'lit';
import { ask } from '../../graphql.js';
import { day, moment, quantity, signed } from '../../language.js';
import { nothingHere } from '../../parts.js';
import { save } from '../../sheet.js';
import { today } from '../../zone.js';
import { column, figure, figures } from './figures.js';
import { text } from './texts.js';

const KEPT = `query Kept($plan: ID!) {
  targetSnapshots(where: { plan: { id: { eq: $plan } }, kind: { ne: BRIDGE } }, first: 60, orderBy: [{ asOf: DESC }, { takenAt: DESC }]) {
    nodes { asOf }
  }
}`;

const CHANGES = `query Changes($plan: ID!, $from: Date!) {
  phaseTargetChanges(plan: $plan, from: $from) {
    from fromTakenAt to toTakenAt
    phases {
      code name toProduceBefore toProduceAfter dailyTargetBefore dailyTargetAfter causes { cause toProduce dailyTarget }
    }
  }
}`;

/**
 * @param since the earlier day; null: the last one before today whose targets were kept, else today's
 * @returns the days whose targets were kept, and what has changed since one of them, where there is any
 */
export async function readChanges(plan, since) {
  const { targetSnapshots } = await ask(KEPT, { plan });
  const days = [...new Set(targetSnapshots.nodes.map(({ asOf }) => asOf))];
  const from = since ?? days.find(each => each < today()) ?? days[0];
  return { days, from, changes: from ? (await ask(CHANGES, { plan, from })).phaseTargetChanges : undefined };
}

const moved = ({ toProduce, dailyTarget }) => Number(toProduce) !== 0 || Number(dailyTarget) !== 0;
const hasChanged = phase => phase.toProduceBefore !== phase.toProduceAfter || phase.dailyTargetBefore !== phase.dailyTargetAfter
  || phase.causes.some(moved);

const told = value => quantity(value) || text('none');
const fromTo = (before, after) => before === after ? told(after)
  : html`<span class="before">${told(before)}</span> → <strong>${told(after)}</strong>`;

const cause = ({ cause: name, toProduce, dailyTarget }) => html`<li>${text(`cause.${name}`)}: ${[
  Number(toProduce) ? text('byPieces', { pieces: signed(toProduce) }) : '',
  Number(dailyTarget) ? text('byTarget', { pieces: signed(dailyTarget) }) : '',
].filter(words => words).join(', ')}</li>`;

/**
 * @param only code of the only phase that is shown
 * @param to address of the same with another earlier day
 */
export function changesOf({ days, from, changes }, { only, to }) {
  if (!changes) {
    return nothingHere(text('nothingKept'));
  }
  const phases = changes.phases.filter(phase => (!only || phase.code === only) && hasChanged(phase));
  const columns = [
    column('phase', { show: ({ code, name }) => html`${code} ${name}` }),
    figure('toProduce', { show: phase => fromTo(phase.toProduceBefore, phase.toProduceAfter) }),
    figure('dailyTarget', { show: phase => fromTo(phase.dailyTargetBefore, phase.dailyTargetAfter) }),
    column('why', { show: phase => html`<ul class="causes">${phase.causes.filter(moved).map(cause)}</ul>` }),
  ];
  return html`<p>${text('changedBetween', { from: moment(changes.fromTakenAt), to: moment(changes.toTakenAt) })}</p>
    <p class="days">${text('compareWith')} ${days.slice(0, 10).map(each => html`<a href=${to(each)} aria-current=${each === from ? 'true' : 'false'}>${day(each)}</a> `)}</p>
    ${phases.length ? figures({ caption: text('changes'), columns, rows: phases }) : nothingHere(text('nothingChanged'))}`;
}

/** What is saved: a row for each cause. */
const CAUSES = [
  column('phase'),
  column('name'),
  column('why', { value: each => text(`cause.${each.cause}`) }),
  figure('toProduce'),
  figure('dailyTarget'),
];

export const saveChanges = ({ changes }) => save(text('changes'), CAUSES, (changes?.phases ?? [])
  .flatMap(({ code, name, causes }) => causes.filter(moved).map(each => ({ ...each, phase: code, name }))));
