/** What people fill in for the variables of a document. */
import { me } from '../../me.js';
import { today } from '../../zone.js';

const MONTH = 30;
const INPUTS = { Date: 'date', Int: 'number' };
const TEXTS = ['String', 'ID', 'Decimal', 'Long', 'DateTime'];
/** Types whose values are objects, and lists. */
const STRUCTURED = /(Where|Order|Input)$|^\[/;

const required = type => type.endsWith('!');
const bare = type => type.replace(/!$/, '');

function daysAgo(days) {
  const day = new Date(today());
  day.setUTCDate(day.getUTCDate() - days);
  return day.toISOString().slice(0, 10);
}

/** A value to begin with, where one is needed. */
function example(name, type) {
  if (!required(type)) {
    return '';
  }
  if (bare(type) === 'Date') {
    return name === 'from' ? daysAgo(MONTH) : today();
  }
  return name === 'company' ? me().companies[0]?.code ?? '' : '';
}

/**
 * @param variables types by name, as the contract writes them
 * @returns of each its name, type, whether it is required, an example, and how it is filled in: as one of choices, as JSON, or by an input of a kind
 */
export const fields = variables => Object.entries(variables).map(([name, type]) => ({
  name,
  type,
  required: required(type),
  example: example(name, type),
  choices: name === 'company' ? me().companies.map(({ code }) => code) : bare(type) === 'Boolean' ? ['true', 'false'] : undefined,
  json: STRUCTURED.test(bare(type)),
  input: INPUTS[bare(type)] ?? 'text',
}));

function typed(type, value) {
  if (TEXTS.includes(bare(type)) || bare(type) === 'Date') {
    return value;
  }
  try {
    return JSON.parse(value);
  } catch {
    // the name of an enum's value, or what is still to be mended
    return value;
  }
}

/** @returns the variables as GraphQL takes them */
export const variablesAsJson = (variables, values) => JSON.stringify(
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, typed(variables[name], value)])), null, 2);
