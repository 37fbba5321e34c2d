import { PipelineError } from '../core/errors.js';

/**
 * JSON text as a value.
 * @throws PipelineError `json-invalid` with params `reason` (`cut-off`, or `unexpected` with `found`), `line` and `column` of the first
 * character that cannot belong to it; `input-too-deep` where the nesting is too deep to read
 */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    if (error instanceof RangeError) throw new PipelineError('input-too-deep');
    const at = firstFault(text);
    const before = text.slice(0, at);
    const line = (before.match(/\r\n|\n|\r/g)?.length ?? 0) + 1;
    const column = at - Math.max(before.lastIndexOf('\n'), before.lastIndexOf('\r'));
    const found: Readonly<Record<string, string>> =
      at < text.length ? { reason: 'unexpected', found: text.slice(at, at + 1) } : { reason: 'cut-off' };
    throw new PipelineError('json-invalid', { ...found, line, column }, [
      { code: 'json-invalid', severity: 'error', line, column: String(column), params: found },
    ]);
  }
}

const SPACE = /[ \t\n\r]*/y;
const SCALAR = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
// Not one pattern for the whole string: a repeated group over megabytes would overflow the regex engine's stack.
const STRING_PART = /[^"\\\u0000-\u001f]*/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[\dA-Fa-f]{4})/y;

/**
 * Where a text stops being JSON: the engines word this differently, and most of them give no place. A loop with a stack of its own, so
 * that depth costs no call stack. Returns the text's length if it is merely cut off.
 */
function firstFault(text: string): number {
  let at = 0;
  const skip = (pattern: RegExp): boolean => {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (!match) return false;
    at += match[0].length;
    return true;
  };
  const string = (): boolean => {
    if (text[at] !== '"') return false;
    at += 1;
    for (;;) {
      skip(STRING_PART);
      if (text[at] === '"') {
        at += 1;
        return true;
      }
      if (!skip(ESCAPE)) {
        // An escape that the end cut in two is cut off, not wrong.
        if (/^\\(u[\dA-Fa-f]{0,3})?$/.test(text.slice(at, at + 6)) && at + 6 > text.length) at = text.length;
        return false;
      }
    }
  };
  const cutWord = (): boolean => {
    const rest = text.slice(at, at + 6);
    const cut = at + rest.length === text.length && /^(-|t(r(u)?)?|f(a(l(s)?)?)?|n(u(l)?)?)$/.test(rest);
    if (cut) at = text.length;
    return cut;
  };
  const stack: ('{' | '[')[] = [];
  let want: 'value' | 'key' | 'first-key' | 'first-value' | 'next' = 'value';
  for (;;) {
    skip(SPACE);
    if (at >= text.length) return text.length;
    const char = text[at];
    if (want === 'next') {
      const open = stack[stack.length - 1];
      if (open === undefined) return at;
      if (char === ',') want = open === '{' ? 'key' : 'value';
      else if (char === (open === '{' ? '}' : ']')) stack.pop();
      else return at;
      at += 1;
      continue;
    }
    if ((want === 'first-key' && char === '}') || (want === 'first-value' && char === ']')) {
      stack.pop();
      at += 1;
      want = 'next';
      continue;
    }
    if (want === 'key' || want === 'first-key') {
      if (!string()) return at;
      skip(SPACE);
      if (at >= text.length) return at;
      if (text[at] !== ':') return at;
      at += 1;
      want = 'value';
      continue;
    }
    if (char === '{' || char === '[') {
      stack.push(char);
      at += 1;
      want = char === '{' ? 'first-key' : 'first-value';
      continue;
    }
    const start = at;
    if (char === '"' ? !string() : !skip(SCALAR)) {
      cutWord();
      return at;
    }
    // "1." and "1e" are numbers that the end cut in two.
    if (/[.eE]/.test(text[at] ?? '') && /^-?\d+(\.\d*)?([eE][+-]?\d*)?$/.test(text.slice(start)))
      return text.length;
    want = 'next';
  }
}
