/** What is another each time a change is made: ids, times, secrets, counters in names. */
const CHANGING: readonly [RegExp, string | ((text: string) => string)][] = [
  [/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi, '<id>'],
  [/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '<time>'],
  [/ey[\w-]+\.[\w-]+\.[\w-]+/g, '<token>'],
  [/ptl_[\w-]+/g, '<key>'],
  [/whsec_[\w+/=]+/g, '<key>'],
  [/[\w-]{32,}/g, '<secret>'],
  [/\b[B-DF-HJ-NP-TV-XZ]{4}-[B-DF-HJ-NP-TV-XZ]{4}\b/g, '<code>'],
  [/\b[0-9a-f]{8}\b/g, '<part>'],
  [/\b[A-Z]{4}-[A-Z]{4}\b/g, '<code>'],
  [/\d+/g, '#'],
  [/\S+@\S+/g, (address) => address.toLowerCase()],
];

/** What something took, and so is never the same twice. */
const TAKEN = /^ms$|Ms$|_ms$|^p\d\d$/;

/** The answer to a change, without what is another each time. */
export function normal(value: unknown, key = ''): unknown {
  if (typeof value === 'string')
    return CHANGING.reduce((text, [pattern, name]) => text.replace(pattern, name as string), value);
  if (typeof value === 'number' && TAKEN.test(key)) return 0;
  if (Array.isArray(value)) return value.map((one) => normal(one));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, normal(inner, name)]));
}
