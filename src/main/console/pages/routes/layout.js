/** JSON as people read it. Nothing is parsed: each digit and sign stays as it came. */

const PIECES = /"(?:\\.|[^"\\])*"|[{}[\],:]|[^\s{}[\],:"]+/g;
const STEP = '  ';

export function isJson(text) {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** @returns the text with one value a line; as it is where it is no JSON */
export function layout(text) {
  if (!isJson(text)) {
    return text;
  }
  let depth = 0;
  let before = '';
  let written = '';
  const line = () => `\n${STEP.repeat(depth)}`;
  for (const [piece] of text.matchAll(PIECES)) {
    const opened = before === '{' || before === '[';
    if (piece === '}' || piece === ']') {
      depth -= 1;
      written += (opened ? '' : line()) + piece;
    } else {
      written += (opened || before === ',' ? line() : before === ':' ? ' ' : '') + piece;
    }
    depth += piece === '{' || piece === '[' ? 1 : 0;
    before = piece;
  }
  return written;
}
