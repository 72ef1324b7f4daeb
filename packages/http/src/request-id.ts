import type { Context } from 'hono';
import { asked } from './gate/asked.ts';

/** The id of a request, by which its lines in the log are found. */
export function requestId(c: Context): string {
  return asked(c).id;
}
