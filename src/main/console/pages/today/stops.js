/** Stops of machines of the day, by reason and one by one. */
import { html } from 'lit';
import { clock } from '../../language.js';
import { listing } from '../../listing.js';
import { origin } from '../../origin.js';
import { nothingHere } from '../../parts.js';
import { link } from '../../router.js';
import { text } from './texts.js';

/** Seconds as people say them. */
export function duration(seconds) {
  const minutes = Math.round(Number(seconds ?? 0) / 60);
  return minutes < 60 ? text('minutes', { minutes }) : text('hoursAndMinutes', { hours: Math.floor(minutes / 60), minutes: minutes % 60 });
}

const called = ({ reason, reasonDescription }) => [reason, reasonDescription].filter(word => word).join(' ') || text('noReason');

const byReason = reasons => listing({
  caption: text('stops'),
  name: text('stops'),
  rows: reasons.toSorted((one, other) => Number(other.sum.seconds ?? 0) - Number(one.sum.seconds ?? 0)),
  columns: [
    { label: text('reason'), value: ({ key }) => called(key) },
    { label: text('times'), value: ({ count }) => count, figure: true },
    { label: text('time'), value: ({ sum }) => duration(sum.seconds), show: ({ sum }) => duration(sum.seconds), figure: true },
  ],
});

const last = nodes => listing({
  caption: text('lastStops'),
  name: text('lastStops'),
  rows: nodes,
  columns: [
    { label: text('began'), value: ({ startedAt }) => startedAt, show: ({ startedAt }) => clock(startedAt) },
    { label: text('machine'), value: ({ equipment }) => equipment.code, show: ({ equipment: { code, name } }) => name === code ? code : html`${code}<br>${name}` },
    { label: text('reason'), value: called },
    { label: text('time'), value: ({ endedAt, seconds }) => endedAt ? duration(seconds) : text('stillDown'), figure: true,
      show: ({ endedAt, seconds }) => endedAt ? duration(seconds) : html`<span class="late">${text('stillDown')}</span>` },
    { label: text('order'), value: ({ order }) => order?.number, show: ({ order }) => order ? html`<a href=${link(['orders', order.id])}>${order.number}</a>` : '' },
  ],
});

export const stops = ({ reasons, lastStops }) => html`<h2>${text('stops')}${origin({ name: text('stops'), sources: lastStops.freshness,
    figures: [{ name: text('time'), meaning: text('means.stops'), field: 'Downtime.seconds' }] })}</h2>
  ${reasons.length ? html`<div class="beside"><div>${byReason(reasons)}</div><div>${last(lastStops.nodes)}</div></div>` : nothingHere(text('noStops'))}`;
