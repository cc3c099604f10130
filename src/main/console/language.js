/** The language of the person: chosen here before, else the browser's. */
import en from './texts/en.js';
import pt from './texts/pt-BR.js';

const CHOSEN = 'esteira.language';
const shared = { 'pt-BR': pt, en };

function preferred() {
  const chosen = localStorage.getItem(CHOSEN);
  return chosen in shared ? chosen : navigator.language.startsWith('pt') ? 'pt-BR' : 'en';
}

export const language = preferred();
export const otherLanguage = language === 'en' ? 'pt-BR' : 'en';

/**
 * The texts of a page, and those that all pages share.
 *
 * @param own texts by language and key, which come before the shared ones
 * @returns a function of a key and of values for the {names} in its text
 */
export const texts = own => (key, values = {}) =>
  (own[language][key] ?? shared[language][key]).replace(/\{(\w+)\}/g, (_, name) => values[name]);

export const text = texts({ 'pt-BR': {}, en: {} });

/** What the contract says in both languages, in the person's; what the page says itself is in theirs already. */
export const inWords = ({ message, messagePt }) => language === 'en' ? message : messagePt ?? message;

/** Codes of errors that the pages have words for. */
const WORDED = ['OFFLINE', 'INTERNAL', 'UNAVAILABLE', 'TIMEOUT', 'RATE_LIMIT', 'COST_LIMIT'];

/** What has gone wrong, in the person's language as far as there are words; else as the hub says it. */
export const wordsOf = ({ code, message }) => WORDED.includes(code) ? text(`error.${code}`) : text('failed', { message });

export function choose(other) {
  localStorage.setItem(CHOSEN, other);
  location.reload();
}

const quantities = new Intl.NumberFormat(language, { maximumFractionDigits: 6 });
const differences = new Intl.NumberFormat(language, { maximumFractionDigits: 6, signDisplay: 'exceptZero' });
const abouts = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
const percents = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 0 });
const days = new Intl.DateTimeFormat(language, { dateStyle: 'short', timeZone: 'UTC' });
const moments = new Intl.DateTimeFormat(language, { dateStyle: 'short', timeStyle: 'medium' });
const clocks = new Intl.DateTimeFormat(language, { timeStyle: 'short' });

const known = (value, write) => value === null || value === undefined ? '' : write(value);

/** A decimal as the contract writes it, a string whose digits are all kept. */
export const quantity = decimal => known(decimal, value => quantities.format(value));
/** A difference, with its sign. */
export const signed = decimal => known(decimal, value => differences.format(value));
/** What is computed, to one digit. */
export const about = decimal => known(decimal, value => abouts.format(value));
/** What one number is of another, as exactly as percent shows it; null where the other is nothing. */
export const partOf = (part, whole) => Number(whole) > 0 ? Math.round(100 * part / whole) / 100 : null;
/** A part of a whole, from 0 to 1. */
export const percent = part => known(part, value => percents.format(value));
/** A day such as 2026-11-23, which has no time zone. */
export const day = date => known(date, value => days.format(new Date(value)));
export const moment = instant => known(instant, value => moments.format(new Date(value))) || text('never');
/** The time of the day. */
export const clock = instant => known(instant, value => clocks.format(new Date(value)));
