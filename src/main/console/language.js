/** The language of the person: chosen here before, else the browser's. */
import en from './texts/en.js';
import pt from './texts/pt-BR.js';

const CHOSEN = 'esteira.language';
const languages = { 'pt-BR': pt, en };

function preferred() {
  const chosen = localStorage.getItem(CHOSEN);
  return chosen in languages ? chosen : navigator.language.startsWith('pt') ? 'pt-BR' : 'en';
}

export const language = preferred();
export const otherLanguage = language === 'en' ? 'pt-BR' : 'en';

/** @returns the text of this key, with its {names} replaced */
export function text(key, values = {}) {
  return languages[language][key].replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

export function choose(other) {
  localStorage.setItem(CHOSEN, other);
  location.reload();
}

const quantities = new Intl.NumberFormat(language, { maximumFractionDigits: 6 });
const days = new Intl.DateTimeFormat(language, { dateStyle: 'short', timeZone: 'UTC' });
const moments = new Intl.DateTimeFormat(language, { dateStyle: 'short', timeStyle: 'medium' });

/** A decimal as the contract writes it, a string whose digits are all kept. */
export const quantity = decimal => decimal === null ? '' : quantities.format(decimal);
/** A day such as 2026-11-23, which has no time zone. */
export const day = date => date === null ? '' : days.format(new Date(date));
export const moment = instant => instant === null ? text('never') : moments.format(new Date(instant));
/** Today where the person is. */
export function today() {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map(part => String(part).padStart(2, '0')).join('-');
}
