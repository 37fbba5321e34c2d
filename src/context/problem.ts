import type { DataIssue } from '../core/errors.js';
import type { Problem } from './types.js';

/** The reason in an error's own words. */
export function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : typeof error === 'string' ? error : '';
  return message || 'failed';
}

/** An error of the readers carries its code; anything else is a load that failed, with the error's own words. */
export function problemOf(error: unknown): Problem {
  const known = error as { code?: unknown; params?: Problem['params']; issues?: readonly DataIssue[] } | null;
  if (typeof known?.code !== 'string' || typeof known.params !== 'object') {
    return { code: 'load-failed', params: { reason: reasonOf(error) } };
  }
  const { line, column } = known.issues?.find(({ code }) => code === known.code) ?? {};
  return { code: known.code, params: known.params, line, column };
}

/** A look into the past of data that has none: stages are those of the data's own day. */
export const pastUnknown = (value: string): DataIssue => ({
  code: 'past-unknown',
  severity: 'warning',
  params: { value },
});

/** Amounts are to be shown in a currency that they can't be turned into. */
export const ratesMissing = (currency: string): DataIssue => ({
  code: 'rates-missing',
  severity: 'warning',
  params: { currency },
});

/** An attribute's value that can't be used, as an issue to list. @param known the values there are, where they can be listed */
export const settingInvalid = (name: string, value: string, known?: readonly string[]): DataIssue => ({
  code: 'setting-invalid',
  severity: 'warning',
  params: { name, value, ...(known && { known }) },
});
