import type { SnapshotScope } from '@portolan/contract';

/** Which schemas a snapshot looked at, where it is not all of them. */
export function scopeText(scope: SnapshotScope | null): string {
  const { include = null, exclude = [] } = scope ?? {};
  const without = exclude.length > 0 ? `without ${exclude.join(', ')}` : '';
  if (include) return `${include.join(', ')} alone${without && `, ${without}`}`;
  return without && `all schemas ${without}`;
}
