import type { ErrorDetail } from '@portolan/contract';
import { dateTime } from './format.ts';

/** "Changed by ada@example.com at 29 Nov 2026, 19:30:00 UTC", of the first of these paths that was changed. */
export function changedBy(changes: readonly ErrorDetail[], ...paths: readonly string[]): string | undefined {
  const change = changes.find(({ path }) => paths.includes(path));
  return change?.message.replace(/\d{4}-\d\d-\d\dT[\d:.]+Z$/, dateTime);
}
