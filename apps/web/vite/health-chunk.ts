import path from 'node:path';
import type { Rolldown } from 'vite';

const SRC = path.resolve(import.meta.dirname, '../src');
const WORDS = [/\/components\/health\//, /\/lib\/(lasting|shares)\.ts$/, /\/locales\/en\.ts\?health$/];
const IN_LIST = [/\/routes\/connections\/health\/(?!health-slot|day-strip)/, /\/locales\/en\.ts\?healthCell$/];

const isOneOf = (parts: readonly RegExp[], id: string) => id.startsWith(SRC) && parts.some((part) => part.test(id));

/** Puts what tells the health of connections into two files: by itself it would be a dozen, asked for one by one. */
export function healthChunk(): Rolldown.CodeSplittingGroup {
  return {
    name: (id) => (isOneOf(WORDS, id) ? 'health' : isOneOf(IN_LIST, id) ? 'health-in-list' : null),
    includeDependenciesRecursively: false,
    priority: 1,
  };
}
