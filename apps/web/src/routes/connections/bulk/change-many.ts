import { toFailure } from '../../../lib/app-error.ts';
import type { Toast } from '../../../lib/toasts.ts';
import type { Deleted } from '../undo-deletions.ts';
import { t } from './many-texts.ts';
import { runJob } from './run-job.ts';

interface Change<T> {
  title: string;
  change(connection: T): Promise<unknown>;
  /** What is said of those that were changed. */
  done(count: number): string;
  /** What may be done about it then. */
  action?(changed: readonly T[]): Toast['action'];
}

/** Changes these one by one and answers those that were; the others stay as they are, and why is said of the first. */
export async function changeMany<T extends Deleted>(
  connections: readonly T[],
  { title, change, done, action }: Change<T>,
): Promise<T[]> {
  const changed: T[] = [];
  const refused: { name: string; message: string }[] = [];
  await runJob({
    items: connections,
    title,
    async work(connection) {
      try {
        await change(connection);
        changed.push(connection);
      } catch (error) {
        refused.push({ name: connection.name, message: toFailure(error).message });
      }
    },
    outcome: () => ({
      tone: refused.length > 0 ? 'bad' : 'ok',
      title: done(changed.length),
      text: refusedText(refused),
      action: changed.length > 0 ? action?.(changed) : undefined,
    }),
  });
  return changed;
}

function refusedText(refused: readonly { name: string; message: string }[]): string | undefined {
  const [first] = refused;
  return first && t().refused(refused.length, first.name, first.message);
}
