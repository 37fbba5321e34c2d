import { PipelineError } from '../core/errors.js';
import type { ReadOptions } from './types.js';

const HTML =
  /^\s*(<!--[\s\S]{0,2000}?-->\s*)*(<\?xml[^>]*>\s*)?<(!doctype\s+html|html|head|body|script|title|meta|div)\b/i;
const XML = /^\s*<\?xml\b/i;

/**
 * What kind of text this is. The caller's `format` wins, except over a web page; then the first character decides (data
 * that begins with a brace or bracket is JSON whatever a server calls it), then the ending and content type.
 * @throws PipelineError `input-empty`, `input-html` (a login page, say) or `input-unknown-format` (XML)
 */
export function detectFormat(text: string, options: ReadOptions): 'csv' | 'json' {
  if (text.trim() === '') throw new PipelineError('input-empty');
  const start = text.slice(0, 4096);
  if (HTML.test(start)) throw new PipelineError('input-html');
  if (XML.test(start)) throw new PipelineError('input-unknown-format');
  if (options.format) return options.format;
  if (/^\s*[[{]/.test(start)) return 'json';
  const path = (options.url ?? '').replace(/[?#].*$/, '');
  const called = /\.json$/i.test(path) || /\bjson\b/i.test(options.contentType ?? '');
  // A file that is called JSON but looks like a table is read as the table it is.
  return called && !/[,;\t|]/.test(start.split(/[\r\n]/, 1)[0] ?? '') ? 'json' : 'csv';
}
