/** Which orders are open for work. */
import { text } from '../../language.js';

export const OPEN = ['RELEASED', 'IN_PROGRESS'];

/** @returns why nothing can be posted on the order, in words; null where something can */
export function closedBy({ status, postingBlocked }) {
  if (postingBlocked) {
    return text('blocked');
  }
  return OPEN.includes(status) ? null : text(status);
}
