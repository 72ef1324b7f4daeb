import type { Door } from '@portolan/testing/smoke';

/** The rows of the table in docs/runtimes.md, as the exceptions of the doors have it. */
export function tableOf(doors: readonly Door[]): string[] {
  const all = new Set(doors.flatMap(({ exceptions }) => exceptions));
  return [...all].map((one) => {
    const where = doors.filter(({ exceptions }) => exceptions.includes(one)).map(({ name }) => name);
    return `| ${one.what} | ${where.join(', ')} | ${one.instead} | ${one.because} |`;
  });
}
