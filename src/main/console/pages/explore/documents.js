/** The published documents of the contract. */
import { Refusal, request } from '../../graphql.js';

const LIST = '/graphql/documents';

let list;

async function json(answer) {
  const body = await answer.json().catch(() => ({ detail: `HTTP ${answer.status}` }));
  if (!answer.ok) {
    throw new Refusal(body.code ?? 'INTERNAL', body.detail);
  }
  return body;
}

/** @returns of each document its name, what it says and reads, its variables and its text; they change with the hub alone */
export function published() {
  list ??= request(LIST).then(json).catch(failure => {
    list = undefined;
    throw failure;
  });
  return list;
}

/** @param values of variables, and how the answer is to be written, as texts */
export const address = (name, values) => `${LIST}/${encodeURIComponent(name)}?${new URLSearchParams(values)}`;

/**
 * Runs a document.
 *
 * @throws Refusal when the hub refuses a variable, or any part of the answer is missing
 */
export async function run(name, values) {
  const { data, errors } = await json(await request(address(name, values), { headers: { Accept: 'application/json' } }));
  if (errors?.length) {
    throw new Refusal(errors[0].extensions?.code ?? 'INTERNAL', errors[0].message);
  }
  return data;
}

/** @returns the whole list that the document asks for, in this format */
export async function file(name, values, format) {
  const answer = await request(address(name, { ...values, ...format }));
  return answer.ok ? answer.blob() : json(answer);
}
