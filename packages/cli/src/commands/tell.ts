import type { Cli } from '../cli.ts';
import { bold, type Piece } from '../terminal/index.ts';

/** Facts of one thing, a line each; what is not known is left out. */
export function tell({ terminal }: Cli, facts: readonly (readonly [string, Piece | null])[]): void {
  const known = facts.filter(([, value]) => value !== null);
  const width = Math.max(...known.map(([name]) => name.length));
  for (const [name, value] of known) terminal.line(bold(name.padEnd(width + 2)), value as Piece);
}

/** A time as the person's own clock has it. */
export function timeOf(moment: string | null): string {
  if (moment === null) return '';
  const date = new Date(moment);
  const two = (value: number) => String(value).padStart(2, '0');
  const day = [date.getFullYear(), two(date.getMonth() + 1), two(date.getDate())].join('-');
  return `${day} ${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** `3 tables`, `1 table`. */
export const counted = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`;
