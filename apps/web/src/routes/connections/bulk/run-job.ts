import { showToast, type Toast } from '../../../lib/toasts.ts';
import { updateToast } from '../../../lib/update-toast.ts';
import { beginJob, endJob, isAbandoned } from './jobs.ts';
import { t } from './many-texts.ts';
import { runEach } from './run-each.ts';

/** As many calls at a time as one person may well have: the server keeps room for others. */
const MOST = 4;

interface Job<T> {
  items: readonly T[];
  /** What goes on: "Testing 12 connections". */
  title: string;
  work(item: T): Promise<void>;
  /** What came of it; `done` may be fewer than all. */
  outcome(done: number): Omit<Toast, 'id' | 'progress'>;
}

/** Many calls, with one message that tells how far they are, can stop them, and says in the end what came of it. */
export async function runJob<T>({ items, title, work, outcome }: Job<T>): Promise<void> {
  const job = beginJob();
  const progress = (done: number) => ({ done, total: items.length });
  const stop = { label: t().stop, keeps: true, run: () => job.abort() };
  const toast = showToast({ tone: 'busy', title, progress: progress(0), action: stop });
  let done = 0;
  await runEach(
    items,
    MOST,
    async (item) => {
      await work(item);
      done += 1;
      updateToast(toast, { progress: progress(done) });
    },
    job.signal,
  );
  endJob(job);
  if (isAbandoned(job.signal)) return;
  const said = { text: undefined, action: undefined, ...outcome(done), progress: undefined };
  // Whoever has put the message away wants to know the end all the same.
  if (!updateToast(toast, said)) showToast(said);
}
