/** What was posted today and in the last days, in one unit at a time. */
import { html } from 'lit';
import '../../chart.js';
import { clock, day, language, partOf, percent, quantity } from '../../language.js';
import { listing } from '../../listing.js';
import { origin } from '../../origin.js';
import { nothingHere } from '../../parts.js';
import { link } from '../../router.js';
import { today } from '../../zone.js';
import { DAYS } from './questions.js';
import { text } from './texts.js';

const HOUR = 3_600_000;
const weekdays = new Intl.DateTimeFormat(language, { weekday: 'short', day: 'numeric', month: 'numeric', timeZone: 'UTC' });

const unitOf = ({ key }) => key.order?.unit ?? '';
const total = (groups, field) => groups.reduce((sum, group) => sum + Number(group.sum[field]), 0);

/** Units of what was posted in these days, the most used one first. */
export function units({ byDay }) {
  const uses = new Map();
  byDay.forEach(group => uses.set(unitOf(group), (uses.get(unitOf(group)) ?? 0) + group.count));
  return [...uses].sort(([, one], [, other]) => other - one).map(([unit]) => unit);
}

/** What was posted today, of each unit in words such as 120 PC; a zero where there is nothing. */
export function postedToday({ byDay }, field) {
  const groups = byDay.filter(({ key, sum }) => key.postedOn === today() && Number(sum[field]) > 0);
  return groups.length ? groups.map(group => `${quantity(group.sum[field])} ${unitOf(group)}`.trim()) : [quantity('0')];
}

/** Scrap of all that was posted today, where it is of one unit; quantities of several have no share in common. */
export function scrapRate(answer) {
  const groups = answer.byDay.filter(({ key }) => key.postedOn === today());
  const [good, scrap] = [total(groups, 'good'), total(groups, 'scrap')];
  return new Set(groups.map(unitOf)).size === 1 ? percent(partOf(scrap, good + scrap)) : '';
}

const series = (points, groups) => [
  { name: text('good'), kind: 'bar', tone: 0, stack: 'posted', values: points.map(point => groups.get(point)?.sum.good ?? '0') },
  { name: text('scrap'), kind: 'bar', tone: 1, stack: 'posted', values: points.map(point => groups.get(point)?.sum.scrap ?? '0') },
];

/** Each hour from the first one in which something was posted to the last one. */
function hours(moments) {
  const found = [];
  for (let at = Math.min(...moments); at <= Math.max(...moments); at += HOUR) {
    found.push(at);
  }
  return found;
}

function hourly({ byHour }, unit) {
  const here = byHour.filter(group => unitOf(group) === unit);
  const timed = new Map(here.filter(({ key }) => key.endedAt).map(group => [Date.parse(group.key.endedAt), group]));
  if (!timed.size) {
    return nothingHere(text('nothingPosted'));
  }
  const points = hours([...timed.keys()]);
  const untimed = here.find(({ key }) => !key.endedAt);
  return html`<esteira-chart .caption=${text('byHour')} .axis=${text('hour')} .labels=${points.map(at => clock(at))} .series=${series(points, timed)}
    .summary=${text('hourSummary', { good: quantity(total(here, 'good')), scrap: quantity(total(here, 'scrap')) })}></esteira-chart>
    ${untimed ? html`<p class="source">${text('noClock', { good: quantity(untimed.sum.good) })}</p>` : ''}`;
}

function daily({ byDay }, unit) {
  const here = new Map(byDay.filter(group => unitOf(group) === unit).map(group => [group.key.postedOn, group]));
  if (!here.size) {
    return nothingHere(text('nothingRecent'));
  }
  const points = Array.from({ length: DAYS }, (_, at) => new Date(Date.parse(today()) - (DAYS - 1 - at) * 24 * HOUR).toISOString().slice(0, 10));
  const earlier = points.filter(point => point !== today() && here.has(point)).map(point => Number(here.get(point).sum.good));
  const good = quantity(here.get(today())?.sum.good ?? '0');
  const mean = earlier.length && quantity(Math.round(earlier.reduce((sum, value) => sum + value) / earlier.length));
  return html`<esteira-chart .caption=${text('byDay', { count: DAYS })} .axis=${text('day')}
    .labels=${points.map(point => weekdays.format(new Date(point)))} .series=${series(points, here)}
    .summary=${earlier.length ? text('daySummary', { good, mean }) : text('daySummaryAlone', { good })}></esteira-chart>`;
}

function phases({ byPhase }, unit) {
  const rows = byPhase.filter(group => unitOf(group) === unit).map(({ key, sum }) => ({ company: key.company, ...key.step?.phase, ...sum }))
    .sort((one, other) => one.company.localeCompare(other.company) || (one.code ?? '').localeCompare(other.code ?? ''));
  const rate = ({ good, scrap }) => partOf(scrap, Number(good) + Number(scrap));
  const called = ({ code, name }) => code ? `${code} ${name ?? ''}` : text('noPhase');
  return rows.length ? html`<h3>${text('byPhase')}</h3>${listing({
    caption: text('byPhase'),
    name: `${text('byPhase')} ${day(today())}`,
    rows,
    columns: [
      { label: text('company'), value: row => row.company },
      { label: text('phase'), value: called, show: row => row.code ? html`<a href=${link(['orders'], { company: row.company, phase: row.code })}>${called(row)}</a>` : called(row) },
      { label: text('good'), value: row => row.good, figure: true },
      { label: text('scrap'), value: row => row.scrap, figure: true },
      { label: text('scrapRate'), value: row => rate(row), show: row => percent(rate(row)), figure: true },
    ],
  })}` : '';
}

/**
 * @param chosen the unit that the address names, if it does
 * @param withUnit address of the page with another unit
 */
export function posted(answer, chosen, withUnit) {
  const choices = units(answer);
  const unit = chosen ?? choices[0] ?? '';
  const sources = answer.postingSources.freshness;
  return html`<h2>${text('posted')}${origin({ name: text('posted'), sources, figures: [
      { name: text('good'), meaning: text('means.posted'), field: 'Posting.good' }, { name: text('scrap'), meaning: text('means.posted'), field: 'Posting.scrap' }] })}</h2>
    ${choices.length > 1 ? html`<dl class="filters"><div><dt>${text('unit')}</dt>${choices.map(choice => html`<dd>
      <a href=${withUnit(choice)} aria-current=${choice === unit ? 'true' : 'false'}>${choice || text('noUnit')}</a></dd>`)}</div></dl>` : ''}
    <div class="beside">${hourly(answer, unit)}${daily(answer, unit)}</div>
    ${phases(answer, unit)}`;
}
