/** From what is typed to what the contract takes, and back. */
import { language } from '../../language.js';
import { today } from '../../zone.js';
import { isNegative, isPositive, isTwofold, sum, typed, written } from './decimal.js';

export const SIGN = language === 'en' ? '.' : ',';

const amount = words => words.trim() === '' ? '0' : typed(words, SIGN);

/** @returns what is wrong, by the name of the field; empty where all is well */
export function faults({ good, scrap, rework, postedOn }) {
  const wrong = {};
  const check = (name, words) => {
    if (amount(words) === null) {
      wrong[name] = isNegative(words) ? 'negative' : isTwofold(words, SIGN) ? 'twofold' : 'number';
    }
  };
  check('good', good);
  check('rework', rework);
  scrap.forEach(({ quantity, reason }, place) => {
    check(`scrap${place}`, quantity);
    if (!reason.trim() && quantity.trim()) {
      wrong[`reason${place}`] = 'reason';
    }
    if (reason.trim() && !quantity.trim()) {
      wrong[`scrap${place}`] = 'number';
    }
  });
  if (!postedOn || postedOn > today()) {
    wrong.postedOn = 'day';
  }
  if (!Object.keys(wrong).length && ![good, rework, ...scrap.map(({ quantity }) => quantity)].some(words => isPositive(amount(words)))) {
    wrong.good = 'nothing';
  }
  return wrong;
}

/** The quantities of a posting whose fields have no faults. */
export function amounts({ good, scrap, rework }) {
  return {
    good: amount(good),
    scrap: scrap.map(({ quantity, reason }) => ({ reason: reason.trim(), quantity: amount(quantity) })).filter(({ quantity }) => isPositive(quantity)),
    rework: amount(rework),
  };
}

/** Good and scrap together, as far as they can be read already: what the step's quantity is used up by. */
export const made = ({ good, scrap }) => sum(amount(good) ?? '0', ...scrap.map(({ quantity }) => amount(quantity) ?? '0'));

/** What was queued before, as it was typed. */
export const asTyped = ({ good, scrap, rework, completes, operator, postedOn, note }) => ({
  good: written(good, SIGN),
  scrap: scrap.map(({ reason, quantity }) => ({ reason, quantity: written(quantity, SIGN) })),
  rework: rework === '0' ? '' : written(rework, SIGN),
  completes, postedOn,
  operator: operator ?? '',
  note: note ?? '',
});

