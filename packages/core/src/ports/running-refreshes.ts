import type { RefreshInput, RefreshProgress, RefreshResult } from '@portolan/contract';

export type ReportProgress = (progress: RefreshProgress) => void;
export type RefreshWork = (signal: AbortSignal, report: ReportProgress) => Promise<RefreshResult>;

/** Somebody who wants a connection read anew. */
export interface RefreshCall {
  tenantId: string;
  input: RefreshInput;
  /** Fires when they have left. */
  signal: AbortSignal | undefined;
}

/**
 * The refreshes under way in all processes, one a connection: whoever asks for one that runs waits for the same result,
 * and it ends when the last of them has left. Where the process that reads is gone, another that waits reads instead.
 * Anybody may watch.
 */
export interface RunningRefreshes {
  /** Starts the work, or joins the one that runs. Throws CONFLICT where that one reads other schemas. */
  join(call: RefreshCall, work: RefreshWork): Promise<RefreshResult>;
  /** What a connection's refresh is at, each time that changes, until it has ended or nobody listens. */
  watch(
    connection: { tenantId: string; id: string },
    signal: AbortSignal | undefined,
  ): AsyncGenerator<RefreshProgress, void>;
}
