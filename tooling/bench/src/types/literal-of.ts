/** A value that a client returned as the expression that TypeScript would call it by. */
export function literalOf(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'bigint') return `${value}n`;
  if (typeof value === 'number') return Number.isFinite(value) ? numberOf(value) : `(${String(value)})`;
  if (typeof value === 'boolean') return String(value);
  if (value instanceof Date) return `new Date(${value.getTime()})`;
  if (value instanceof Uint8Array) return `new Uint8Array([${[...value]}])`;
  if (value instanceof Map) return `new Map<unknown, unknown>([${[...value].map(literalOf)}])`;
  if (Array.isArray(value)) return `[${value.map(literalOf).join(', ')}]`;
  if (typeof value !== 'object') throw new Error(`no literal for ${typeof value}`);
  const members = Object.entries(value).map(([key, inner]) => `[${JSON.stringify(key)}]: ${literalOf(inner)}`);
  return `{ ${members.join(', ')} }`;
}

/** Digits that a double does not hold would be a warning of their own. */
const numberOf = (value: number) => (Object.is(value, -0) ? '-0' : String(value));
