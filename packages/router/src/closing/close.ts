/** A value with nothing but what its schema declares: itself where that is all it has, else a copy. Throws UnfitAnswer. */
export type Close = (value: unknown) => unknown;

/** An answer lacks what its schema declares, or has something else in its place. It names kinds alone, never the value. */
export class UnfitAnswer extends Error {
  readonly code = 'UNFIT_ANSWER';

  constructor(expected: string) {
    super(`The answer has something else where ${expected} belongs`);
  }
}

/** Whether JSON writes just what is seen of an object: a class may have a `toJSON` of its own. */
export function isPlain(value: object): boolean {
  return Object.getPrototypeOf(value) === Object.prototype;
}
