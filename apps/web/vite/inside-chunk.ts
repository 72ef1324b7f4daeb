import path from 'node:path';
import type { Rolldown } from 'vite';

/** The name of the file. */
export const INSIDE = 'inside';

const FRAME = 'shell/app-layout.tsx';
/** What opens without the frame. */
const OUTSIDE = [
  'main.tsx',
  'routes/sign-in/sign-in-page.tsx',
  'routes/activate/activate-page.tsx',
  'routes/passwords/forgot-page.tsx',
  'routes/passwords/reset-page.tsx',
  'routes/invitations/accept-page.tsx',
  'routes/operators/accept-operator-page.tsx',
];

/**
 * Puts into one file what the frame of the pages inside is made of and no page outside has. By itself the bundler makes
 * a file for each set of pages that share something, though none of them is ever there without the frame: dozens of
 * small ones, each of which is named in the entry and compressed alone.
 */
export function insideChunk(): Rolldown.CodeSplittingGroup {
  let known: { frame: ReadonlySet<string>; outside: ReadonlySet<string> } | undefined;
  return {
    name(id, context) {
      known ??= { frame: closureOf([FRAME], context), outside: closureOf(OUTSIDE, context) };
      return known.frame.has(id) && !known.outside.has(id) ? INSIDE : null;
    },
    includeDependenciesRecursively: false,
  };
}

/** The name of the file of what the list of connections shares with other pages. */
const PARTS = 'parts';
const LIST = 'routes/connections/connections-page.tsx';
/** What is of a feature has a file already. */
const OWN = /\/routes\/|\/locales\//;

/**
 * Puts into one file what the list of connections is made of as other pages are: icons, fields and the like, each of which
 * would be a file of a few hundred bytes. It is the page that nearly everybody sees first, and sees again.
 */
export function partsChunk(): Rolldown.CodeSplittingGroup {
  let known: { list: ReadonlySet<string>; others: ReadonlySet<string> } | undefined;
  return {
    name(id, context) {
      known ??= { list: closureOf([LIST], context), others: closureOf([FRAME, ...OUTSIDE], context) };
      return known.list.has(id) && !known.others.has(id) && !OWN.test(id) ? PARTS : null;
    },
    includeDependenciesRecursively: false,
  };
}

/** All that comes at once with some of the sources. */
function closureOf(names: readonly string[], context: Rolldown.ChunkingContext): Set<string> {
  const found = new Set(names.map((name) => path.resolve(import.meta.dirname, '../src', name)));
  // A set goes on to what is added on the way.
  for (const id of found) for (const next of context.getModuleInfo(id)?.importedIds ?? []) found.add(next);
  return found;
}
