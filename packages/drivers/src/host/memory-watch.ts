const INTERVAL_MS = 200;
const MIB = 1024 * 1024;

/**
 * Ends this process when it takes more memory than it should. V8's own limit covers the heap only: what a server sends
 * sits in buffers beside it.
 */
export function watchMemory(rssLimitMb: number): void {
  const check = () => {
    if (process.memoryUsage.rss() > rssLimitMb * MIB) process.exit(137);
  };
  setInterval(check, INTERVAL_MS).unref();
}
