import type { RefreshProgress } from '@portolan/contract';

/** From 0 to 1; null as long as nobody knows. */
export function progressShare(progress: RefreshProgress | null): number | null {
  if (!progress?.tablesTotal) return null;
  return Math.min(1, progress.tablesRead / progress.tablesTotal);
}

/** "1,200 of 10,000 tables" */
export function progressText(progress: RefreshProgress | null, format: (value: number) => string): string {
  if (progress?.state !== 'reading') return 'Connecting…';
  const { tablesRead, tablesTotal } = progress;
  if (tablesTotal === null) return tablesRead === 0 ? 'Reading…' : `${format(tablesRead)} tables`;
  return `${format(tablesRead)} of ${format(tablesTotal)} tables`;
}
