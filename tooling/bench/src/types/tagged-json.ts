// Values as JSON that tells apart what JSON does not: one process reads rows, another holds them.
const TAG = '$type';

type Tagged = { [TAG]: string; text: string } | { [TAG]: 'object'; members: [string, unknown][] };

export function tagged(value: unknown): unknown {
  if (typeof value === 'bigint') return { [TAG]: 'bigint', text: String(value) };
  if (typeof value === 'number' && (!Number.isFinite(value) || Object.is(value, -0))) {
    return { [TAG]: 'number', text: Object.is(value, -0) ? '-0' : String(value) };
  }
  if (value instanceof Date) return { [TAG]: 'Date', text: String(value.getTime()) };
  if (value instanceof Uint8Array) return { [TAG]: 'Uint8Array', text: Buffer.from(value).toString('base64') };
  if (Array.isArray(value)) return value.map(tagged);
  if (typeof value !== 'object' || value === null) return value;
  // Others are no array to whoever reads them either.
  if (ArrayBuffer.isView(value)) throw new Error(`no form for ${value.constructor.name}`);
  return { [TAG]: 'object', members: Object.entries(value).map(([key, inner]) => [key, tagged(inner)]) };
}

export function untagged(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(untagged);
  if (typeof value !== 'object' || value === null) return value;
  const known = value as Tagged;
  if ('members' in known) return Object.fromEntries(known.members.map(([key, inner]) => [key, untagged(inner)]));
  switch (known[TAG]) {
    case 'bigint':
      return BigInt(known.text);
    case 'number':
      return Number(known.text);
    case 'Date':
      return new Date(Number(known.text));
    default:
      return Buffer.from(known.text, 'base64');
  }
}
