/** Days and months as the contract writes them, such as 2026-11-23 and 2026-11. */
import { language, percent } from '../../language.js';

const DAY = 86_400_000;

const months = new Intl.DateTimeFormat(language, { month: 'long', year: 'numeric', timeZone: 'UTC' });
const weekdays = new Intl.DateTimeFormat(language, { weekday: 'short', timeZone: 'UTC' });

const written = date => date.toISOString().slice(0, 10);
const first = month => new Date(`${month}-01`);

/** @returns the month that is so many months later */
export function later(month, count) {
  const date = first(month);
  date.setUTCMonth(date.getUTCMonth() + count);
  return written(date).slice(0, 7);
}

export const firstDay = month => written(first(month));
export const lastDay = month => written(new Date(first(later(month, 1)) - DAY));
export const monthName = month => months.format(first(month));
export const weekday = day => weekdays.format(new Date(day));
export const isMonth = month => /^\d{4}-\d{2}$/.test(month) && !Number.isNaN(first(month).getTime());

/** From 1 for Monday to 7 for Sunday. */
export const column = day => new Date(day).getUTCDay() || 7;

/** Part of a day, such as 0.5. */
export const share = work => percent(Number(work));

/** The moment in which a day begins where the person is. */
export const begin = (day, after = 0) => new Date(new Date(`${day}T00:00`).getTime() + after * DAY).toISOString();
