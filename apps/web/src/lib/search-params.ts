/** One parameter of the URL: how it is read and what it is when absent or not valid. */
export interface Param<T> {
  fallback: T;
  read(raw: string): T | undefined;
}

export type Params = Record<string, Param<unknown>>;
export type ParamValues<P extends Params> = { [K in keyof P]: P[K]['fallback'] };

export function textParam(max: number): Param<string> {
  return { fallback: '', read: (raw) => raw.slice(0, max) };
}

export function choiceParam<T extends string>(choices: readonly T[], fallback: NoInfer<T>): Param<T>;
export function choiceParam<T extends string>(choices: readonly T[]): Param<T | undefined>;
export function choiceParam<T extends string>(choices: readonly T[], fallback?: T): Param<T | undefined> {
  return { fallback, read: (raw) => choices.find((choice) => choice === raw) };
}

/** Several values, each of which fits; commas are between them. */
export function listParam<T extends string>(fits: (value: string) => value is T): Param<readonly T[]>;
export function listParam(fits: (value: string) => boolean): Param<readonly string[]>;
export function listParam(fits: (value: string) => boolean): Param<readonly string[]> {
  return { fallback: [], read: (raw) => [...new Set(raw.split(',').filter(fits))] };
}

/** A text of a form, such as an id. */
export function patternParam(pattern: RegExp): Param<string | undefined> {
  return { fallback: undefined, read: (raw) => (pattern.test(raw) ? raw : undefined) };
}

export function sizeParam<T extends number>(choices: readonly T[], fallback: NoInfer<T>): Param<T> {
  return { fallback, read: (raw) => choices.find((choice) => String(choice) === raw) };
}

export function pageParam(): Param<number> {
  return { fallback: 1, read: (raw) => (/^[1-9]\d{0,5}$/.test(raw) ? Number(raw) : undefined) };
}

type RawParams = Record<string, string | string[] | undefined>;

export function readParams<P extends Params>(params: P, raw: RawParams): ParamValues<P> {
  const entries = Object.entries(params).map(([name, param]) => {
    const value = raw[name];
    const first = Array.isArray(value) ? value[0] : value;
    return [name, (first === undefined ? undefined : param.read(first)) ?? param.fallback];
  });
  return Object.fromEntries(entries) as ParamValues<P>;
}

/** A change of the URL; what equals its fallback leaves the URL. */
export function writeParams<P extends Params>(
  params: P,
  patch: Partial<ParamValues<P>>,
): Record<string, string | undefined> {
  const entries = Object.entries(patch).map(([name, value]) => {
    const text = String(value ?? '');
    const gone = text === String(params[name]?.fallback ?? '');
    return [name, gone ? undefined : text];
  });
  return Object.fromEntries(entries) as Record<string, string | undefined>;
}
