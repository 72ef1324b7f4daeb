const closers: (() => Promise<void>)[] = [];

/** A server that several faults use: started by the first, closed by `closeSharedServers`. */
export function sharedServer<T extends AsyncDisposable>(start: () => Promise<T>): () => Promise<T> {
  let started: Promise<T> | null = null;
  return () => {
    if (!started) {
      const starting = start();
      started = starting;
      closers.push(async () => (await starting)[Symbol.asyncDispose]());
    }
    return started;
  };
}

export async function closeSharedServers(): Promise<void> {
  await Promise.allSettled(closers.splice(0).map((close) => close()));
}
