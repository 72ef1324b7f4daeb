import { type ChangedPart, type ChangeValue, UNKNOWN } from '@portolan/contract';

type Leaf = string | number | boolean | string[] | null;
type Json = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Whether both stored definitions know the fact: the older version may have lacked it, the server may not tell. */
export function bothKnow(a: Json, b: Json, key: string): boolean {
  return [a, b].every((one) => key in one && one[key] !== UNKNOWN);
}

/** The same JSON, whatever the order of its keys; what only one of the two knows does not count. */
export function same(a: unknown, b: unknown): boolean {
  if (a === b || a === UNKNOWN || b === UNKNOWN) return true;
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((one, at) => same(one, b[at]));
  if (!isObject(a) || !isObject(b)) return false;
  return Object.keys(a).every((key) => !(key in b) || same(a[key], b[key]));
}

/** A value as an answer has it: a scalar, a list of texts, or the facts of a part. */
export function toChangeValue(value: unknown): ChangeValue {
  return isObject(value) ? partOf(value) : leafOf(value);
}

function partOf(part: Json): ChangedPart {
  return Object.fromEntries(Object.entries(part).map(([key, value]) => [key, factOf(value)]));
}

function factOf(value: unknown): ChangedPart[string] {
  if (isObject(value)) return leavesOf(value);
  if (Array.isArray(value) && value.length > 0 && value.every(isObject)) return value.map(leavesOf);
  return leafOf(value);
}

function leavesOf(part: Json): Record<string, Leaf> {
  return Object.fromEntries(Object.entries(part).map(([key, value]) => [key, leafOf(value)]));
}

function leafOf(value: unknown): Leaf {
  if (value === undefined || value === null) return null;
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  if (Array.isArray(value)) return value.map(textOf);
  return textOf(value);
}

/** What lies deeper than an answer goes is said by its most telling text. */
function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (!isObject(value)) return JSON.stringify(value);
  const told = value.expression ?? value.definition ?? value.name;
  return typeof told === 'string' ? told : JSON.stringify(value);
}
