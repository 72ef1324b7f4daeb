import type { Vm, VmProgress } from '@portolan/contract';
import { wholeNumber } from '../../lib/format.ts';
import { t } from './texts.ts';

const GIB = 1_024 ** 3;

/** "0.5 GB" */
export function gbText(gb: number): string {
  return t().gb(wholeNumber(gb));
}

/** "2 CPUs, 4 GB" */
export function computeText({ cpu, memoryGb }: Pick<Vm, 'cpu' | 'memoryGb'>): string {
  return t().compute(t().cpus(cpu), gbText(memoryGb));
}

/** "Fetching the image: 0.4 GB of 2.1 GB"; what is left is not known of every image. */
export function progressText({ bytes, total }: VmProgress): string {
  const done = gbText(roundedGb(bytes));
  return total === null ? t().fetchingOpen(done) : t().fetching(done, gbText(roundedGb(total)));
}

function roundedGb(bytes: number): number {
  return Math.round((bytes / GIB) * 100) / 100;
}

/** What it was made from: the template, or the file of the image. */
export function sourceText({ templateName, isoUrl }: Pick<Vm, 'templateName' | 'isoUrl'>): string {
  if (templateName !== null) return templateName;
  return isoUrl === null ? '' : (new URL(isoUrl).pathname.split('/').at(-1) ?? '') || new URL(isoUrl).host;
}
