/** What is being typed, kept in this tab until it is queued: reloading the page or logging in again does not lose it. */
import { identity } from '../../me.js';
import { today } from '../../zone.js';

const DRAFT = 'esteira.post.draft';
const OPERATOR = 'esteira.post.operator';

const nothing = () => ({ good: '', scrap: [], rework: '', completes: false, operator: sessionStorage.getItem(OPERATOR) ?? '', postedOn: today(), note: '' });

/** @param subject what it is typed for, such as an order; @param from what it starts with where nothing has been typed yet */
export function draft(subject, from = nothing()) {
  const kept = JSON.parse(sessionStorage.getItem(DRAFT));
  return kept?.person === identity() && kept.subject === subject ? kept.values : from;
}

export const keepDraft = (subject, values) => sessionStorage.setItem(DRAFT, JSON.stringify({ person: identity(), subject, values }));

/** @param operator proposed the next time */
export function endDraft({ operator }) {
  sessionStorage.removeItem(DRAFT);
  sessionStorage.setItem(OPERATOR, operator);
}
