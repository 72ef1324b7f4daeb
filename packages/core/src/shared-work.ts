/** Work that is done once for all who want it: it begins with the first of them and ends with the last. */
export function sharedWork(begin: (key: string) => () => void): (key: string) => () => void {
  const running = new Map<string, { wanted: number; end: () => void }>();
  return (key) => {
    const work = running.get(key) ?? { wanted: 0, end: begin(key) };
    running.set(key, work);
    work.wanted++;
    return () => {
      if (--work.wanted > 0) return;
      running.delete(key);
      work.end();
    };
  };
}
