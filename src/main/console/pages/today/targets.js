/** What the phases of a plan have to make today, what left them, and at what pace. */
import { html } from 'lit';
import '../../chart.js';
import { moment, percent, quantity } from '../../language.js';
import { listing } from '../../listing.js';
import { nothingHere } from '../../parts.js';
import { link } from '../../router.js';
import { expectedByNow, pace, share } from '../board/pace.js';
import { paceWords } from '../board/standing.js';
import { text as boardText } from '../board/texts.js';
import { text } from './texts.js';

const GOOD = ['MET', 'ON_PACE'];

const called = ({ code, name }) => `${code} ${name}`;

/** Phases that have a target today, and how they stand to it now. */
function aimed(targets) {
  return targets.phases.filter(({ dailyTarget }) => Number(dailyTarget ?? 0) > 0).map(phase => ({
    ...phase,
    state: pace(phase, targets),
    expected: phase.hours.length ? Math.round(expectedByNow(phase, targets.hoursLeft)) : null,
  }));
}

const behind = ({ state, expected, achievedToday }) => state === 'BEHIND'
  ? html`<br>${text('behind', { count: quantity(expected - Number(achievedToday)) })}` : '';

const standing = phase => html`${paceWords(phase.state)}${behind(phase)}`;

const chart = phases => html`<esteira-chart sideways .caption=${text('targetsAndAchieved')} .axis=${text('phase')} .labels=${phases.map(called)}
  .summary=${text('targetsSummary', { met: phases.filter(({ state }) => GOOD.includes(state)).length, count: phases.length })}
  .series=${[
    { name: text('achieved'), kind: 'bar', tone: 0, values: phases.map(({ achievedToday }) => achievedToday) },
    { name: text('target'), kind: 'mark', tone: 2, values: phases.map(({ dailyTarget }) => dailyTarget) },
  ]}></esteira-chart>`;

const list = (phases, plan) => listing({
  caption: text('targets', { plan: plan.name }),
  name: `${text('target')} ${plan.code}`,
  rows: phases,
  columns: [
    { label: text('phase'), value: called, show: phase => html`<a href=${link(['board', phase.code], { plan: plan.id })}>${called(phase)}</a>` },
    { label: text('target'), value: ({ dailyTarget }) => dailyTarget, figure: true },
    { label: text('achieved'), value: ({ achievedToday }) => achievedToday, figure: true },
    { label: text('share'), value: share, show: phase => html`<progress .value=${Math.min(share(phase), 1)}
      aria-label=${text('shareOf', { phase: called(phase) })}></progress> ${percent(share(phase))}`, figure: true },
    { label: text('expected'), value: ({ expected }) => expected, figure: true },
    { label: text('pace'), value: ({ state }) => boardText(state), show: standing },
    { label: text('needed'), value: ({ paceNeeded }) => paceNeeded === null ? null : Math.ceil(paceNeeded), figure: true },
  ],
});

/** @param targets of one plan, as the contract tells them */
export function targets(answer) {
  const { plan, dataAsOf } = answer;
  const phases = aimed(answer);
  return html`<h2>${text('targets', { plan: `${plan.name} (${plan.company})` })}</h2>
    ${phases.length ? html`${chart(phases)}<br>${list(phases, plan)}` : nothingHere(text('noTargets'))}
    <p class="source">${text('counted', { moment: moment(dataAsOf) })} <a href=${link(['board'], { plan: plan.id })}>${text('toBoard')}</a></p>`;
}
