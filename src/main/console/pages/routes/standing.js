/** How routes do, in words. */
import { html } from 'lit';
import { clock, moment } from '../../language.js';
import { text } from './texts.js';

const SIGNS = { OK: '✓', FAILING: '✗', RUNNING: '…', WAITING: '–', PUSHED: '→', PAUSED: '‖', MAINTENANCE: '⚒' };

/** What somebody must look at. */
export const isBad = ({ state, stale }) => state === 'FAILING' || stale;

export function condition({ source, company, state, stale }) {
  return {
    ...source && { source: { eq: source } },
    ...company && { company: { eq: company } },
    ...state && { state: { eq: state } },
    ...stale && { stale: { eq: true } },
  };
}

export const standing = ({ state }) => html`<span class=${state === 'FAILING' ? 'bad' : 'well'}><span aria-hidden="true">${SIGNS[state] ?? '?'}</span> ${text(`state.${state}`)}</span>`;

/** A stretch of time as people say it. */
export function stretch(seconds) {
  const units = [['days', 86_400], ['hours', 3_600], ['minutes', 60]];
  const [name, length] = units.find(([, length]) => seconds >= 2 * length) ?? ['seconds', 1];
  return text(`stretch.${name}`, { count: Math.floor(seconds / length) });
}

/** How old what is known of the source is, and how old it may become. */
export function age({ state, readAsOf, staleAfterSeconds, stale }) {
  if (state === 'PUSHED') {
    return text('notRead');
  }
  if (!readAsOf) {
    return text('neverRead');
  }
  const old = stretch(Math.max((Date.now() - Date.parse(readAsOf)) / 1000, 0));
  const agreed = staleAfterSeconds === null ? '' : ` · ${text('agreed', { stretch: stretch(Number(staleAfterSeconds)) })}`;
  return `${old}${agreed}${stale ? ` · ${text('tooOld')}` : ''}`;
}

/** What a route waits for, or what went wrong with it. */
export function doing({ state, resumesAt, nextAt, lastError, failures, lastFailureAt, lastRunStartedAt }) {
  switch (state) {
    case 'RUNNING': return text('readsSince', { clock: clock(lastRunStartedAt) });
    case 'FAILING': return text('failed.times', { count: failures, moment: moment(lastFailureAt), next: nextAt ? clock(nextAt) : text('now'), error: lastError ?? '' });
    case 'PAUSED': return resumesAt ? text('resumesAt', { moment: moment(resumesAt) }) : text('paused');
    case 'MAINTENANCE': return text('maintained', { moment: moment(resumesAt) });
    case 'PUSHED': return text('pushed');
    default: return nextAt && Date.parse(nextAt) > Date.now() ? text('nextAt', { clock: clock(nextAt) }) : text('due');
  }
}
