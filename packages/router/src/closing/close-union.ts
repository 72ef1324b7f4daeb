import { type Close, UnfitAnswer } from './close.ts';

/** Closes objects by what one of their keys says that they are. */
export function closeByKey(key: string, options: ReadonlyMap<unknown, Close>): Close {
  return (value) => {
    const said = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined;
    const close = options.get(said);
    if (!close) throw new UnfitAnswer(`one of the objects that ${key} tells apart`);
    return close(value);
  };
}

export type Kind = 'string' | 'number' | 'boolean' | 'null' | 'undefined' | 'array' | 'object';

/** Closes values by what kind of JSON they are. */
export function closeByKind(options: ReadonlyMap<Kind, Close>): Close {
  return (value) => {
    const close = options.get(kindOf(value));
    if (!close) throw new UnfitAnswer(`one of ${[...options.keys()].join(', ')}`);
    return close(value);
  };
}

export function kindOf(value: unknown): Kind {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  // Of the rest, what JSON has no word for is no option of any union.
  return typeof value as Kind;
}

/** Closes by the option that takes a value as it is, or else by the first that takes it at all. */
export function closeFirst(options: readonly Close[]): Close {
  const [only] = options;
  if (only && options.length === 1) return only;
  return (value) => {
    const closed = options.flatMap((close) => attempt(close, value));
    if (closed.length === 0) throw new UnfitAnswer('one of several');
    return closed.includes(value) ? value : closed[0];
  };
}

function attempt(close: Close, value: unknown): unknown[] {
  try {
    return [close(value)];
  } catch (error) {
    if (error instanceof UnfitAnswer) return [];
    throw error;
  }
}
