// Values as JSON that tells apart what JSON does not: one process reads rows, another holds them.
const TAG = '$type';

/** @param {unknown} value @returns {unknown} */
export function tagged(value) {
  if (value === undefined) return { [TAG]: 'undefined' };
  if (typeof value === 'bigint') return { [TAG]: 'bigint', text: String(value) };
  if (typeof value === 'number' && (!Number.isFinite(value) || Object.is(value, -0))) {
    return { [TAG]: 'number', text: Object.is(value, -0) ? '-0' : String(value) };
  }
  if (value instanceof Date) return { [TAG]: 'Date', text: String(value.getTime()) };
  if (value instanceof Uint8Array) return { [TAG]: 'Uint8Array', text: Buffer.from(value).toString('base64') };
  if (ArrayBuffer.isView(value)) return { [TAG]: value.constructor.name, items: [.../** @type {any} */ (value)].map(tagged) };
  if (Array.isArray(value)) return value.map(tagged);
  if (typeof value !== 'object' || value === null) return value;
  return { [TAG]: 'object', members: Object.entries(value).map(([key, inner]) => [key, tagged(inner)]) };
}

/** @param {any} value @returns {unknown} */
export function untagged(value) {
  if (Array.isArray(value)) return value.map(untagged);
  if (typeof value !== 'object' || value === null) return value;
  switch (value[TAG]) {
    case 'undefined':
      return undefined;
    case 'bigint':
      return BigInt(value.text);
    case 'number':
      return Number(value.text);
    case 'Date':
      return new Date(Number(value.text));
    case 'Uint8Array':
      return Buffer.from(value.text, 'base64');
    case 'object':
      return Object.fromEntries(value.members.map(([key, inner]) => [key, untagged(inner)]));
    default:
      return Reflect.construct(globalThis[value[TAG]], [value.items.map(untagged)]);
  }
}
