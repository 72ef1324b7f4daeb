import type { Change } from '@portolan/contract';
import type { Outcome } from './outcome.ts';
import { toChangeValue } from './values.ts';

/** Where something is, from the table down. */
export type Path = readonly string[];

/** A change from one value to another; null and absent are nothing. */
export function changeOf(path: Path, before: unknown, after: unknown, outcome: Outcome): Change {
  const [old, now] = [toChangeValue(before), toChangeValue(after)];
  const kind = old === null ? 'added' : now === null ? 'removed' : 'changed';
  return told(path, kind, { before: old, after: now }, outcome);
}

/** Only its name is another one: `path` leads to it in the earlier state. */
export function renaming(path: Path, before: string, after: string, outcome: Outcome): Change {
  return told([...path, 'name'], 'renamed', { before, after }, outcome);
}

function told(
  path: Path,
  kind: Change['kind'],
  values: Pick<Change, 'before' | 'after'>,
  { breaks, reason }: Outcome,
): Change {
  return { path: [...path], kind, ...values, reason, breaks: [...breaks], breaking: breaks.length > 0 };
}
