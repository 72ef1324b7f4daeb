type Json = unknown;

const spelled = new Map<string, string>();
/** Keys of answers are few and come again with each; those of a caller are any, and must not fill the memory. */
const REMEMBERED = 1_000;

export function toSnake(key: string): string {
  const known = spelled.get(key);
  if (known !== undefined) return known;
  const snake = key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  if (spelled.size < REMEMBERED) spelled.set(key, snake);
  return snake;
}

export function toCamel(key: string): string {
  return key.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

/** Renames the keys of every object inside a value; what stands under a verbatim key stays as it is. */
export function mapKeys(value: Json, rename: (key: string) => string, verbatim: readonly string[] = []): Json {
  if (Array.isArray(value)) return value.map((item) => mapKeys(item, rename, verbatim));
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).map(([key, item]) => {
    return [rename(key), verbatim.includes(key) ? item : mapKeys(item, rename, verbatim)] as const;
  });
  return Object.fromEntries(entries);
}

/** A JSON schema for the other spelling: names of properties and of what is required, at every depth. */
export function renameSchema(schema: Json, rename: (key: string) => string): Json {
  if (Array.isArray(schema)) return schema.map((item) => renameSchema(item, rename));
  if (schema === null || typeof schema !== 'object') return schema;
  const entries = Object.entries(schema as Record<string, Json>).map(([key, value]) => {
    if (key === 'properties') {
      const properties = Object.entries(value as Record<string, Json>);
      return [key, Object.fromEntries(properties.map(([name, item]) => [rename(name), renameSchema(item, rename)]))];
    }
    if (key === 'required') return [key, (value as string[]).map(rename)];
    return [key, key === 'enum' || key === 'const' ? value : renameSchema(value, rename)];
  });
  return Object.fromEntries(entries);
}
