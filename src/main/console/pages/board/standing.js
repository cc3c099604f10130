import { html } from 'lit';
import { about } from '../../language.js';
import { text } from './texts.js';

/** A sign beside the words, so that colour is not alone. */
const SIGNS = { MET: '✓', ON_PACE: '▲', BEHIND: '▼', MISSED: '▼', ENDED: '!', NOTHING_LEFT: '✓' };

export const paceWords = state => html`<span class="pace ${state}"><span aria-hidden="true">${SIGNS[state] ?? '–'}</span> ${text(state)}</span>`;

export const perHour = ({ paceNeeded }) => Number(paceNeeded ?? 0) > 0 ? text('perHour', { pieces: about(paceNeeded) }) : text('none');
