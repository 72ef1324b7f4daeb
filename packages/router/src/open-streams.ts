import { AppError } from '@portolan/core';

/** How many streams one person may listen to at once, whatever they listen with. */
const MOST = 20;

const open = new Map<string, number>();

/** Throws RATE_LIMITED where a person has as many streams as they may. */
export function assertStreamFree(userId: string): void {
  if ((open.get(userId) ?? 0) < MOST) return;
  throw new AppError('RATE_LIMITED', `You have ${MOST} streams open already; close one first`, { retryAfter: 5 });
}

/** The same stream, counted from its first piece to its end. One that nobody reads holds nothing. */
export async function* counted<T>(stream: AsyncIterable<T>, userId: string): AsyncGenerator<T, void> {
  assertStreamFree(userId);
  open.set(userId, (open.get(userId) ?? 0) + 1);
  try {
    yield* stream;
  } finally {
    const left = (open.get(userId) ?? 1) - 1;
    if (left > 0) open.set(userId, left);
    else open.delete(userId);
  }
}
