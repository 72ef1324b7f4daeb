const last = new WeakMap<object, Promise<unknown>>();

/** Runs the works of one request one after the other, in the order in which they were asked for. */
export function inTurn<T>(request: object, work: () => Promise<T>): Promise<T> {
  const result = (last.get(request) ?? Promise.resolve()).then(work);
  last.set(
    request,
    result.catch(() => {}),
  );
  return result;
}
