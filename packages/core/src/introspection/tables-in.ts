import type { MeasuredTable } from '@portolan/contract';
import type { TablesJson } from '@portolan/drivers';

/** The tables of a page; the driver's process has checked them. */
export function tablesIn({ json }: TablesJson): MeasuredTable[] {
  return JSON.parse(json) as MeasuredTable[];
}
