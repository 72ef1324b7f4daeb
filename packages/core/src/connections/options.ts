import { type ConnectionKind, type ConnectionOptions, OPTIONS_BY_KIND } from '@portolan/contract';
import { AppError } from '../errors.ts';

/** Checks options against the kind they are for. An empty set is stored as none. */
export function optionsFor(kind: ConnectionKind, options: ConnectionOptions | null): ConnectionOptions | null {
  if (!options || Object.keys(options).length === 0) return null;
  const parsed = OPTIONS_BY_KIND[kind].safeParse(options);
  if (parsed.success) return parsed.data;
  const details = parsed.error.issues.map((issue) => ({
    path: ['options', ...issue.path].join('.'),
    code: issue.code,
    message: issue.message,
  }));
  throw new AppError('VALIDATION_ERROR', `options: ${details[0]?.message ?? 'not valid'} (for ${kind})`, { details });
}
