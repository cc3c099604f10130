import { createClient } from 'graphql-ws/lib/client.mjs';
import { freshToken } from './session.js';

/** An error of the contract, or of the way to it. */
export class Refusal extends Error {
  /**
   * @param code extensions.code of the contract, or OFFLINE
   * @param more traceId for IT, and retryAfter in seconds, where the hub says so
   */
  constructor(code, message, { traceId, retryAfter } = {}) {
    super(message);
    Object.assign(this, { code, traceId, retryAfter });
  }
}

/**
 * A request with the person's token, to whatever address of the contract.
 *
 * @throws Refusal when nobody answers, or when the token is not taken any more
 */
export async function request(address, options = {}) {
  const headers = { ...options.headers, Authorization: `Bearer ${await freshToken()}` };
  const answer = await fetch(address, { ...options, headers }).catch(failure => {
    throw new Refusal('OFFLINE', failure.message);
  });
  if (answer.status === 401) {
    throw new Refusal('UNAUTHENTICATED', 'HTTP 401');
  }
  return answer;
}

/**
 * Asks the contract.
 *
 * @param patience in ms: whoever has not answered until then is taken for not answering at all
 * @throws Refusal when any part of the answer is missing
 */
export async function ask(query, variables = {}, patience = undefined) {
  const answer = await request('/graphql', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ query, variables }),
    ...patience && { signal: AbortSignal.timeout(patience) },
  });
  const { data, errors } = await answer.json().catch(() => ({}));
  if (errors?.length) {
    const [{ message, extensions: { code = 'INTERNAL', traceId } = {} }] = errors;
    throw new Refusal(code, message, { traceId, retryAfter: Number(answer.headers.get('Retry-After')) });
  }
  if (!data) {
    // Something on the way has answered, or the line was cut.
    throw new Refusal('OFFLINE', `HTTP ${answer.status}`);
  }
  return data;
}

const socket = createClient({
  url: `${location.origin.replace(/^http/, 'ws')}/graphql`,
  connectionParams: async () => ({ Authorization: `Bearer ${await freshToken()}` }),
  retryAttempts: Infinity,
  shouldRetry: () => true,
});

/**
 * Listens to a subscription of the contract, across lost connections.
 *
 * @param heard gets the data of each event
 * @returns a function that ends it
 */
export function listen({ query, variables }, heard) {
  return socket.subscribe({ query, variables }, {
    next: ({ data }) => data && heard(data),
    // What a person may not hear is not heard; what is on screen is asked for again from time to time all the same.
    error: () => {},
    complete: () => {},
  });
}
