/** Time where the plants are: their days begin and end there, wherever the person is. */
import { me } from './me.js';

const browsers = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** The time zone of a company of the person, of their first one where none is named; the browser's before the hub has said it. */
export function zone(company) {
  const companies = me()?.companies ?? [];
  return (companies.find(({ code }) => code === company) ?? companies[0])?.zone ?? browsers;
}

/** What calendar and clock show there. */
function shown(instant, company) {
  const written = new Intl.DateTimeFormat('en', {
    timeZone: zone(company), hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit',
  });
  return Object.fromEntries(written.formatToParts(instant).map(({ type, value }) => [type, value]));
}

/** The day of a moment there, such as 2026-11-23. */
export function dayAt(instant, company) {
  const { year, month, day } = shown(new Date(instant), company);
  return `${year}-${month}-${day}`;
}

export const today = company => dayAt(Date.now(), company);

/** How many midnights have passed there since a moment. */
export const daysSince = (instant, company) => (Date.parse(today(company)) - Date.parse(dayAt(instant, company))) / 86_400_000;

/** The instant in which a day begins there. */
export function beginOf(date, company) {
  const utc = Date.parse(date);
  const { year, month, day, hour, minute } = shown(utc, company);
  const ahead = Date.UTC(year, month - 1, day, hour, minute) - utc;
  return new Date(utc - ahead).toISOString();
}
