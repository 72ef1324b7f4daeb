import type { SnapshotScope } from '@portolan/contract';
import { t } from './texts.ts';

/** Which schemas a snapshot looked at, where it is not all of them. */
export function scopeText(scope: SnapshotScope | null): string {
  const { include = null, exclude = [] } = scope ?? {};
  const left = exclude.join(', ');
  if (include === null) return left && t().scopeWithout(left);
  const schemas = include.join(', ');
  return left ? t().scopeAloneWithout(schemas, left) : t().scopeAlone(schemas);
}
