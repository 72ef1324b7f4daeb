interface Lane {
  /** The last call that had its turn alone. */
  ordered: Promise<unknown>;
  /** Calls that have begun since, side by side. */
  beside: Promise<unknown>[];
}

const lanes = new WeakMap<object, Lane>();

/**
 * Runs the works of one request one after the other, in the order in which they were asked for; those that may go side by
 * side wait for the others only.
 */
export function inTurn<T>(request: object, work: () => Promise<T>, sideBySide: boolean): Promise<T> {
  const lane = lanes.get(request) ?? { ordered: Promise.resolve(), beside: [] };
  lanes.set(request, lane);
  const before = sideBySide ? [lane.ordered] : [lane.ordered, ...lane.beside];
  const result = Promise.all(before).then(work);
  const ended = result.catch(() => {});
  if (sideBySide) lane.beside.push(ended);
  else Object.assign(lane, { ordered: ended, beside: [] });
  return result;
}
