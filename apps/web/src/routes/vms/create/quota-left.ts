import type { VmQuota } from '@portolan/contract';
import { listOf, wholeNumber } from '../../../lib/format.ts';
import { t } from '../dialog-texts.ts';
import { t as texts } from '../texts.ts';
import { gbText } from '../vm-text.ts';
import type { Size } from './vm-draft.ts';

type Measure = 'machines' | Size;

const WORDS: Record<Measure, (left: number) => string> = {
  machines: (left) => texts().counted(left),
  cpu: (left) => texts().cpus(left),
  memoryGb: (left) => t().memoryLeft(gbText(left)),
  diskGb: (left) => texts().disk(gbText(left)),
};

/** What the tenant may still have; null is without bounds. */
export function leftOf({ limits, used }: VmQuota, measure: Measure): number | null {
  const limit = limits[measure];
  return limit === null ? null : Math.max(0, limit - used[measure]);
}

/** "Left of the quota: 3 machines, 4 CPUs and 20 GB of disk." */
export function quotaText(quota: VmQuota): string {
  const parts = (['machines', 'cpu', 'memoryGb', 'diskGb'] as const).flatMap((measure) => {
    const left = leftOf(quota, measure);
    return left === null ? [] : [WORDS[measure](left)];
  });
  return parts.length === 0 ? t().unbounded : t().left(listOf(parts));
}

/** What is wrong with a size, where the quota has no room for it. */
export function overQuota(quota: VmQuota, size: Size, wanted: number): string | undefined {
  const left = leftOf(quota, size);
  if (left === null || !(wanted > left)) return undefined;
  return t().overQuota(size === 'cpu' ? wholeNumber(left) : gbText(left));
}
