import { PipelineError } from '../core/errors.js';

export interface Decoded {
  readonly text: string;
  readonly encoding: string;
}

const SIGNATURES: readonly (readonly [kind: string, bytes: string])[] = [
  ['pdf', '%PDF'],
  ['zip', 'PK\x03\x04'],
  ['xls', '\xD0\xCF\x11\xE0'],
  ['png', '\x89PNG'],
  ['gif', 'GIF8'],
  ['jpeg', '\xFF\xD8\xFF'],
  ['gzip', '\x1F\x8B'],
];

/**
 * Bytes as text: by byte order mark (UTF-8, UTF-16), else as UTF-8, else by the charset the server named, else as
 * windows-1252, which is what spreadsheets still write in Western Europe.
 * @throws PipelineError `input-not-text` (params: kind) for PDFs, workbooks, images and other binaries
 */
export function decode(bytes: Uint8Array, contentType = ''): Decoded {
  const utf16 = utf16Of(bytes);
  if (utf16) return { text: new TextDecoder(utf16).decode(bytes), encoding: utf16 };
  const kind = binaryKind(bytes);
  if (kind) throw new PipelineError('input-not-text', { kind });
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'utf-8' };
  } catch {
    const named = /charset\s*=\s*"?([\w.:-]+)/i.exec(contentType)?.[1];
    if (named && !/^utf-?8$/i.test(named)) {
      try {
        const decoder = new TextDecoder(named);
        return { text: decoder.decode(bytes), encoding: decoder.encoding };
      } catch {
        // A charset nobody knows is no better than none.
      }
    }
    return { text: new TextDecoder('windows-1252').decode(bytes), encoding: 'windows-1252' };
  }
}

/** Text that was handed over as such may still be a binary that somebody decoded. */
export function refuseBinaryText(text: string): void {
  const signature = SIGNATURES.find(([, start]) => text.startsWith(start));
  if (signature) throw new PipelineError('input-not-text', { kind: signature[0] });
  if (text.slice(0, 4096).includes('\0')) throw new PipelineError('input-not-text', { kind: 'binary' });
}

function utf16Of(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  // Without a mark: in Western text every second byte is zero, in a binary zeros stand anywhere.
  const size = Math.min(bytes.length, 2048) & ~1;
  if (size < 8) return undefined;
  let even = 0;
  let odd = 0;
  for (let i = 0; i < size; i += 2) {
    if (bytes[i] === 0) even += 1;
    if (bytes[i + 1] === 0) odd += 1;
  }
  if (even === 0 && odd > size / 4) return 'utf-16le';
  if (odd === 0 && even > size / 4) return 'utf-16be';
  return undefined;
}

function binaryKind(bytes: Uint8Array): string | undefined {
  const start = String.fromCharCode(...bytes.subarray(0, 4096));
  const found = SIGNATURES.find(([, signature]) => start.startsWith(signature))?.[0];
  if (found === 'zip') return /\[Content_Types\]|xl\//.test(start) ? 'xlsx' : 'zip';
  return found ?? (start.includes('\0') ? 'binary' : undefined);
}
