/** What a scanner reads or a person types: the number of an order, or the address of this page with order and step. */

/** @returns order, step and company that the code names; step and company may be missing */
export function named(code) {
  const words = code.trim();
  const query = words.includes('?') ? new URLSearchParams(words.slice(words.indexOf('?'))) : null;
  return query?.has('order')
    ? { order: query.get('order'), step: query.get('step') ?? undefined, company: query.get('company') ?? undefined }
    : { order: words };
}
