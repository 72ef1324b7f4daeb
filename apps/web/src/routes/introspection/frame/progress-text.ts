import type { RefreshProgress } from '@portolan/contract';
import { wholeNumber } from '../../../lib/format.ts';
import { t } from '../texts.ts';

/** From 0 to 1; null as long as nobody knows. */
export function progressShare(progress: RefreshProgress | null): number | null {
  if (!progress?.tablesTotal) return null;
  return Math.min(1, progress.tablesRead / progress.tablesTotal);
}

/** "1,200 of 10,000 tables" */
export function progressText(progress: RefreshProgress | null): string {
  if (progress?.state !== 'reading') return t().connecting;
  const { tablesRead, tablesTotal } = progress;
  if (tablesTotal === null) return tablesRead === 0 ? t().begun : t().tablesRead(tablesRead);
  return t().tablesReadOf(wholeNumber(tablesRead), tablesTotal);
}
