import { paging } from '../locales/en.ts?paging';
import { wholeNumber } from './format.ts';
import { localized } from './locale.ts';

const t = localized('paging', paging);

/** "1–20 of 57" */
export function pageRange(page: number, pageSize: number, total: number): string {
  if (total === 0) return t().none;
  const first = Math.min((page - 1) * pageSize + 1, total);
  const last = Math.min(page * pageSize, total);
  return t().range(wholeNumber(first), wholeNumber(last), wholeNumber(total));
}
