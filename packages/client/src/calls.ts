import type { PortolanError } from './portolan-error.ts';

/** What a call may be given beside its input. */
export interface CallOptions {
  /** Ends the call, and what the server does for it. */
  signal?: AbortSignal;
}

/** What a subscription tells as it goes, for those who do not read it by `for await`. */
export interface FeedHandlers<O> {
  onStarted?: () => void;
  onData?: (data: O) => void;
  onError?: (error: PortolanError) => void;
  onStopped?: () => void;
  onComplete?: () => void;
}

type Call<I, O> = undefined extends I
  ? (input?: I, options?: CallOptions) => Promise<O>
  : (input: I, options?: CallOptions) => Promise<O>;

/** Reads. */
export interface Query<I, O> {
  query: Call<I, O>;
}

type Unpaged<I> = Omit<NonNullable<I>, 'page' | 'limit' | 'pageSize'>;

/** Reads a list page by page, or all of it: `for await (const one of list.each())`. */
export interface PagedQuery<I, O extends { items: readonly unknown[] }> extends Query<I, O> {
  each(input?: Unpaged<I>, options?: CallOptions): AsyncGenerator<O['items'][number], void>;
}

/** Changes. */
export interface Mutation<I, O> {
  mutate: Call<I, O>;
}

/** Tells what happens, from now on, and goes on by itself after a break. */
export interface Feed<I, O> {
  subscribe: undefined extends I ? Subscribe<I | undefined, O> : Subscribe<I, O>;
}

interface Subscribe<I, O> {
  (input: I, handlers: FeedHandlers<O> & CallOptions): { unsubscribe(): void };
  (input: I, options?: CallOptions): AsyncIterableIterator<O>;
}
