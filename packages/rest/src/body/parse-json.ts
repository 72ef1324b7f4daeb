import { AppError } from '@portolan/router';
import type { BodyLimits } from './body-limits.ts';
import { scanJson } from './scan-json.ts';

/** The value of a JSON text that is within the limits. */
export function parseJson(text: string, limits: BodyLimits): unknown {
  scanJson(text, limits);
  try {
    return JSON.parse(text);
  } catch {
    throw new AppError('VALIDATION_ERROR', 'The body is not valid JSON');
  }
}
