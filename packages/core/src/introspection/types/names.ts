/** What the generated code itself means by a name. */
const TAKEN = [
  'Array',
  'ColumnType',
  'Database',
  'Date',
  'Generated',
  'GeneratedAlways',
  'Record',
  'Tables',
  'Uint8Array',
];
const IDENTIFIER = /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u;

/** A key of an object type or literal: quoted unless it is an identifier. */
export function keyOf(name: string): string {
  return IDENTIFIER.test(name) ? name : JSON.stringify(name);
}

/** Names for types that are identifiers and all differ, each as close to the table's own as can be. */
export class TypeNames {
  readonly #taken = new Set(TAKEN);

  /** `schema` where the name alone would not say which table it is. */
  nameFor(table: string, schema: string | null): string {
    const base = pascal(schema === null ? table : `${schema} ${table}`);
    const candidates = [base, `${base}Table`, ...Array.from({ length: this.#taken.size }, (_, n) => `${base}${n + 2}`)];
    const free = candidates.find((name) => !this.#taken.has(name)) ?? base;
    this.#taken.add(free);
    return free;
  }
}

function pascal(name: string): string {
  const words = name.split(/[^\p{ID_Continue}]+|_+/u).filter(Boolean);
  const joined = words.map((word) => word.charAt(0).toUpperCase() + recased(word.slice(1))).join('');
  return /^[\p{ID_Start}]/u.test(joined) ? joined : `T${joined}`;
}

/** `ORDERS` reads Orders; `orderItems` keeps its hump. */
const recased = (rest: string) => (/^[\p{Lu}\d]+$/u.test(rest) ? rest.toLowerCase() : rest);

/** A comment as JSDoc, indented; nothing for none. */
export function docOf(comment: string | null, indent = ''): string {
  if (!comment) return '';
  const lines = comment.replaceAll('*/', '*\\/').split(/\r\n|[\r\n\u2028\u2029]/);
  if (lines.length === 1) return `${indent}/** ${lines[0]} */\n`;
  return `${indent}/**\n${lines.map((line) => `${indent} * ${line}`.trimEnd()).join('\n')}\n${indent} */\n`;
}
