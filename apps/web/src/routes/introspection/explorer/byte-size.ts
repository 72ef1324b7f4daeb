import { language } from '../../../lib/locale.ts';

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte', 'petabyte'] as const;

/** "8 kB", "1.2 GB" */
export function byteSize(value: number): string {
  const step = value < 1 ? 0 : Math.min(Math.floor(Math.log(value) / Math.log(1000)), UNITS.length - 1);
  const unit = UNITS[step] ?? 'byte';
  const options = {
    style: 'unit',
    unit,
    unitDisplay: step === 0 ? 'long' : 'short',
    maximumFractionDigits: 1,
  } as const;
  return new Intl.NumberFormat(language(), options).format(value / 1000 ** step);
}
