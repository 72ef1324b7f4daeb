import { type Close, isPlain, UnfitAnswer } from './close.ts';

/** Closes arrays, element by element. */
export function closeArray(close: Close): Close {
  return (value) => {
    if (!Array.isArray(value)) throw new UnfitAnswer('an array');
    let closed = Object.getPrototypeOf(value) === Array.prototype ? value : Array.from(value);
    for (let at = 0; at < value.length; at++) {
      const element = close(value[at]);
      if (element === value[at]) continue;
      if (closed === value) closed = value.slice();
      closed[at] = element;
    }
    return closed;
  };
}

/** Closes objects of any keys, value by value. */
export function closeRecord(close: Close): Close {
  return (value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new UnfitAnswer('an object');
    const entries = Object.entries(value);
    const closed = entries.map(([key, inner]) => [key, close(inner)] as const);
    const isSame = isPlain(value) && entries.every(([, inner], at) => inner === closed[at]?.[1]);
    return isSame ? value : Object.fromEntries(closed);
  };
}
