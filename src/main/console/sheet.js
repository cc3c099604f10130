/** What is on screen, as a file that a spreadsheet opens. */
import { language } from './language.js';

const SEPARATOR = language === 'en' ? ',' : ';';
/** Texts that begin like this would be run as formulas. */
const FORMULA = /^[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/;
/** As the contract writes decimals: without zeros before or behind, which codes may have. */
const NUMBER = /^-?(0|[1-9]\d*)(\.\d*[1-9])?$/;

function cell(value) {
  const words = String(value ?? '');
  if (NUMBER.test(words)) {
    return language === 'en' ? words : words.replace('.', ',');
  }
  return `"${(FORMULA.test(words) ? `'${words}` : words).replaceAll('"', '""')}"`;
}

/**
 * Saves rows as CSV in the form of the person's language.
 *
 * @param name of the file, without its ending
 * @param rows cells as the contract gives them: texts, decimals, days
 */
export function save(name, headings, rows) {
  const lines = [headings, ...rows].map(cells => cells.map(cell).join(SEPARATOR));
  saveFile(`${name}.csv`, new Blob([`\uFEFF${lines.join('\r\n')}\r\n`], { type: 'text/csv;charset=utf-8' }));
}

/** Leaves a file where the browser keeps what people download. */
export function saveFile(name, content) {
  const anchor = document.createElement('a');
  anchor.href = URL.createObjectURL(content);
  anchor.download = name;
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(anchor.href), 60_000);
}
