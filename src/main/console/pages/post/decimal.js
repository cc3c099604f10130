/** Decimals as people type them and as the contract writes them: digits are texts here, never binary fractions. */
const DECIMALS = 6;
const LARGEST_DIGITS = 9;

/** Digits in groups of three. */
const GROUPED = {
  ',': { sound: /^[1-9]\d{0,2}(?:(?:\.\d{3}){2,}|(?:\.\d{3})+,\d+)$/, twofold: /^[1-9]\d{0,2}\.\d{3}$/, between: '.' },
  '.': { sound: /^[1-9]\d{0,2}(?:(?:,\d{3}){2,}|(?:,\d{3})+\.\d+)$/, twofold: /^[1-9]\d{0,2},\d{3}$/, between: ',' },
};

/** Whether it may be meant as two numbers: where the comma is for decimals, 1.500 is thousands by the rule and one and a half by many keyboards. */
export const isTwofold = (words, sign) => GROUPED[sign].twofold.test(words.trim());

export const isNegative = words => /^\s*[-\u2212]\s*\d/.test(words);

/**
 * @param sign what stands before the decimals, such as the comma of Portuguese; the other one may stand between thousands where this leaves no doubt
 * @returns the decimal as the contract writes it, or null where it is none or has more digits than the contract takes
 */
export function typed(words, sign) {
  const { sound: grouped, between } = GROUPED[sign];
  const given = words.trim();
  const [whole, fraction, ...more] = (grouped.test(given) ? given.replaceAll(between, '') : given).split(sign);
  const sound = /^\d+$/.test(whole) && (fraction === undefined || /^\d+$/.test(fraction)) && !more.length;
  const digits = whole.replace(/^0+(?=\d)/, '');
  const decimals = (fraction ?? '').replace(/0+$/, '');
  return sound && digits.length <= LARGEST_DIGITS && decimals.length <= DECIMALS ? digits + (decimals && `.${decimals}`) : null;
}

/** @returns how a decimal of the contract is typed in the language of this sign */
export const written = (decimal, sign) => decimal.replace('.', sign);

function units(decimal) {
  const [whole, fraction = ''] = decimal.split('.');
  const size = BigInt(whole.replace('-', '') + fraction.padEnd(DECIMALS, '0').slice(0, DECIMALS));
  return whole.startsWith('-') ? -size : size;
}

function fromUnits(size) {
  const digits = String(size < 0n ? -size : size).padStart(DECIMALS + 1, '0');
  const decimals = digits.slice(-DECIMALS).replace(/0+$/, '');
  return (size < 0n ? '-' : '') + digits.slice(0, -DECIMALS) + (decimals && `.${decimals}`);
}

export const sum = (...decimals) => fromUnits(decimals.reduce((total, decimal) => total + units(decimal), 0n));
export const minus = (decimal, other) => fromUnits(units(decimal) - units(other));
export const isPositive = decimal => units(decimal) > 0n;
export const exceeds = (decimal, other) => units(decimal) > units(other);
