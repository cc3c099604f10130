/** The published documents of the contract. */
import { Refusal, request } from './graphql.js';
import { language } from './language.js';
import { zone } from './zone.js';

const LIST = '/graphql/documents';

let list;

/** @throws Refusal when the hub does not answer, or refuses */
async function get(from, options) {
  const answer = await request(from, options);
  if (!answer.ok) {
    const { code = 'INTERNAL', detail } = await answer.json().catch(() => ({ detail: `HTTP ${answer.status}` }));
    throw new Refusal(code, detail);
  }
  return answer;
}

/** @returns of each document its name, what it says and reads, its variables and its text; they change with the hub alone */
export function published() {
  list ??= get(LIST).then(answer => answer.json()).catch(failure => {
    list = undefined;
    throw failure;
  });
  return list;
}

/**
 * @param values of variables, as texts
 * @param format csv or xlsx, in the person's language and time zone; without it the answer is JSON
 */
export const address = (name, values, format) => `${LIST}/${encodeURIComponent(name)}?${
  new URLSearchParams({ ...values, ...format && { format, locale: language, timeZone: zone() } })}`;

/**
 * Runs a document.
 *
 * @throws Refusal when the hub refuses a variable, or any part of the answer is missing
 */
export async function run(name, values) {
  const answer = await get(address(name, values), { headers: { Accept: 'application/json' } });
  const { data, errors } = await answer.json();
  if (errors?.length) {
    throw new Refusal(errors[0].extensions?.code ?? 'INTERNAL', errors[0].message);
  }
  return data;
}

/** @returns an answer whose body is the whole list that the document asks for, in this format */
export const file = (name, values, format, options) => get(address(name, values, format), options);
