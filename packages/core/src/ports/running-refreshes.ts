import type { RefreshInput, RefreshProgress, RefreshResult } from '@portolan/contract';

export type ReportProgress = (progress: RefreshProgress) => void;
export type RefreshWork = (signal: AbortSignal, report: ReportProgress) => Promise<RefreshResult>;

/**
 * The refreshes under way in this process, one a connection: whoever asks for one that runs waits for the same result,
 * and it ends when the last of them has left. Anybody may watch.
 */
export interface RunningRefreshes {
  /** Starts the work, or joins the one that runs. Throws CONFLICT where that one reads other schemas. */
  join(input: RefreshInput, signal: AbortSignal | undefined, work: RefreshWork): Promise<RefreshResult>;
  /** What a connection's refresh is at, each time that changes, until it has ended or nobody listens. */
  watch(id: string, signal: AbortSignal | undefined): AsyncGenerator<RefreshProgress, void>;
}
