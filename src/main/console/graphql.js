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

/** What is refused like this would be refused the next time, too. */
const FINAL = ['FORBIDDEN', 'BAD_USER_INPUT'];
/** In ms: how long a subscription that has ended waits before it begins again, at first and at most. */
const SOON = 1_000;
const LATER = 60_000;

const socket = createClient({
  url: `${location.origin.replace(/^http/, 'ws')}/graphql`,
  connectionParams: async () => ({ Authorization: `Bearer ${await freshToken()}` }),
  retryAttempts: Infinity,
  shouldRetry: () => true,
});

/** @returns codes of the contract's errors; none where the connection itself has failed */
const codes = failure => Array.isArray(failure) ? failure.map(({ extensions }) => extensions?.code) : [];

/**
 * Listens to a subscription of the contract, across lost connections and the ends of tokens. What a person may not hear is not heard.
 *
 * @param heard called at each event, and when some may have been missed
 * @returns a function that ends it
 */
export function listen(subscription, heard) {
  let end;
  let beginning;
  let wait = SOON;
  const begin = () => {
    const begun = Date.now();
    end = socket.subscribe(subscription, {
      next: ({ data }) => data && heard(),
      error: failure => {
        end();
        wait = Date.now() - begun > LATER ? SOON : Math.min(2 * wait, LATER);
        goOn(codes(failure));
      },
      complete: () => {},
    });
  };
  const goOn = refused => {
    if (refused.includes('UNAUTHENTICATED')) {
      // Only another connection has another token.
      socket.terminate();
    }
    if (!refused.some(code => FINAL.includes(code))) {
      beginning = setTimeout(() => {
        begin();
        heard();
      }, wait);
    }
  };
  begin();
  return () => {
    clearTimeout(beginning);
    end();
  };
}
