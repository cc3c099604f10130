import { forget, token } from './session.js';

/** An error of the contract, or of the way to it. */
export class Refusal extends Error {
  /** @param code extensions.code of the contract, or OFFLINE */
  constructor(code, message) {
    super(message);
    this.code = code;
  }
}

async function post(body) {
  try {
    return await fetch('/graphql', {
      method: 'POST',
      headers: { Authorization: `Bearer ${token()}`, 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
  } catch (failure) {
    throw new Refusal('OFFLINE', failure.message);
  }
}

/**
 * Asks the contract.
 *
 * @throws Refusal when any part of the answer is missing
 */
export async function ask(query, variables = {}) {
  const answer = await post({ query, variables });
  if (answer.status === 401) {
    forget();
    throw new Refusal('UNAUTHENTICATED', 'HTTP 401');
  }
  const { data, errors } = await answer.json().catch(() => ({ errors: [{ message: `HTTP ${answer.status}` }] }));
  if (errors?.length) {
    throw new Refusal(errors[0].extensions?.code ?? 'INTERNAL', errors[0].message);
  }
  return data;
}
