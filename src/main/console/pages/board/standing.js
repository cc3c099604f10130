import { html } from 'lit';
import { text } from './texts.js';

/** A sign beside the words, so that colour is not alone. */
const SIGNS = { MET: '✓', ON_PACE: '▲', BEHIND: '▼', ENDED: '!', NOTHING_LEFT: '✓' };

export const paceWords = state => html`<span class="pace ${state}"><span aria-hidden="true">${SIGNS[state] ?? '–'}</span> ${text(state)}</span>`;
