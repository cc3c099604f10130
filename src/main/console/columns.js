/**
 * Columns of tables, on screen and as they are saved. Of each:
 * label: what it is called;
 * value(row): a text, a number or a decimal of the contract; without it the column is for the screen alone;
 * figure: its values are numbers, which the language has its own sign for;
 * show(row): what is on screen, where that is not the value alone;
 * hidden: it is saved alone;
 * kind: its class on screen.
 */
import { quantity } from './language.js';

export const onScreen = columns => columns.filter(({ hidden }) => !hidden);

export const saved = columns => columns.filter(({ value }) => value);

export const kindOf = ({ figure, kind = '' }) => figure ? 'number' : kind;

/** What is on screen of a row. */
export const cell = ({ figure, value, show = figure ? row => quantity(value(row)) : value }, row) => show(row);
