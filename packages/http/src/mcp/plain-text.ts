const BREAKS = /\r\n?|[\u0085\u2028\u2029]/gu;
const UNSEEN = /(?![\n\t])[\p{Cc}\p{Cf}\p{Co}\p{Default_Ignorable_Code_Point}\u2800\uFFFC]/gu;

/** A text without characters that cannot be seen, control something or turn the text around. */
export function plainText(text: string): string {
  return text.toWellFormed().replace(BREAKS, '\n').replace(UNSEEN, '');
}

/** The same for every text in a value, names of keys included: a name of a column may be one. */
export function plainValue(value: unknown): unknown {
  if (typeof value === 'string') return plainText(value);
  if (Array.isArray(value)) return value.map(plainValue);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [plainText(key), plainValue(item)]));
}
