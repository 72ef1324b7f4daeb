import type { Cli } from '../cli.ts';

const PIECE = 100;

/** A list as a whole, or its beginning; whoever waits for a long one sees it grow. */
export async function collect<T>(
  { terminal }: Cli,
  items: AsyncIterable<T>,
  most = Number.POSITIVE_INFINITY,
): Promise<T[]> {
  const all: T[] = [];
  for await (const one of items) {
    if (all.push(one) >= most) break;
    if (all.length % PIECE === 0) terminal.progress(`Read ${all.length}`);
  }
  return all;
}
