/** Texts of the phase board. */
import { texts } from '../../language.js';
import en from './texts/en.js';
import pt from './texts/pt-BR.js';

export const text = texts({ 'pt-BR': pt, en });
