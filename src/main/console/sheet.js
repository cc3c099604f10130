/** What is on screen, as a file that a spreadsheet opens. */
import { saved } from './columns.js';
import { language } from './language.js';

const [SEPARATOR, SIGN] = language === 'en' ? [',', '.'] : [';', ','];
/** Texts that begin like this would be run as formulas. */
const FORMULA = /^[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/;

const words = value => `"${String(value ?? '').replace(FORMULA, "'$&").replaceAll('"', '""')}"`;

const number = value => String(value ?? '').replace('.', SIGN);

/** A figure may be told in words, such as a time that has not ended. */
const written = (value, figure) => figure && !isNaN(value) ? number(value) : words(value);

/**
 * Saves rows as CSV in the form of the person's language.
 *
 * @param name of the file, without its ending
 * @param columns those with a value are saved: figures with the language's decimal sign, all else to the letter
 */
export function save(name, columns, rows) {
  const cells = saved(columns);
  const lines = [cells.map(({ label }) => words(label)), ...rows.map(row => cells.map(({ value, figure }) => written(value(row), figure)))];
  saveFile(`${name}.csv`, new Blob([`\uFEFF${lines.map(line => line.join(SEPARATOR)).join('\r\n')}\r\n`], { type: 'text/csv;charset=utf-8' }));
}

/** Leaves a file where the browser keeps what people download. */
export function saveFile(name, content) {
  const anchor = document.createElement('a');
  anchor.href = URL.createObjectURL(content);
  anchor.download = name;
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(anchor.href), 60_000);
}
