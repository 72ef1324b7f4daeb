import { HELPER_NAMES } from './helpers.ts';
import { quoted } from './neutral.ts';

/** What the generated code itself means by a name, and what its readers mean by it everywhere. */
const TAKEN = [
  ...HELPER_NAMES,
  'ColumnType',
  'Database',
  'Generated',
  'GeneratedAlways',
  'Tables',
  'Array',
  'ArrayBuffer',
  'BigInt',
  'Boolean',
  'Buffer',
  'Date',
  'Error',
  'Exclude',
  'Extract',
  'Function',
  'Infinity',
  'Intl',
  'Iterator',
  'JSON',
  'Map',
  'Math',
  'NaN',
  'NonNullable',
  'Number',
  'Object',
  'Omit',
  'Partial',
  'Pick',
  'Promise',
  'Proxy',
  'Readonly',
  'Record',
  'Reflect',
  'RegExp',
  'Required',
  'ReturnType',
  'Set',
  'String',
  'Symbol',
  'Uint8Array',
  'WeakMap',
  'WeakSet',
];
/** What every compiler takes in a name: letters that came to Unicode later, some refuse. */
const LETTERS = /[A-Za-z0-9À-ÖØ-öø-ɏΑ-ΡΣ-Ωα-ωА-яЁёא-תء-يअ-हก-ฮぁ-ゖァ-ヺ一-龥가-힣]/u;
const PLAIN_KEY = /^[A-Za-z_$][\w$]*$/;
const PROTO = '__proto__';

/** A key of an object type: quoted unless it is a plain word. */
export function keyOf(name: string): string {
  return PLAIN_KEY.test(name) && name !== PROTO ? name : quoted(name);
}

/** A key of an object literal, where one name would set the prototype instead. */
export function memberOf(name: string): string {
  return name === PROTO ? `[${quoted(name)}]` : keyOf(name);
}

/** Whether a row can lack it though the database has it: plain objects lose a key of this name. */
export const isLost = (name: string): boolean => name === PROTO;

/** Names for types that are identifiers and all differ, each as close to the table's own as can be. */
export class TypeNames {
  readonly #taken = new Set(TAKEN);
  readonly #next = new Map<string, number>();

  /** `schema` where the name alone would not say which table it is. */
  nameFor(table: string, schema: string | null): string {
    const base = pascal(schema === null ? table : `${schema} ${table}`);
    const name = [base, `${base}Table`].find((one) => !this.#taken.has(one)) ?? this.#numbered(base);
    this.#taken.add(name);
    return name;
  }

  #numbered(base: string): string {
    let number = this.#next.get(base) ?? 2;
    while (this.#taken.has(`${base}${number}`)) number++;
    this.#next.set(base, number + 1);
    return `${base}${number}`;
  }
}

/** Keys of tables as they are queried by, `schema.table`; a part that has a dot itself stands in quotes. All differ. */
export class TableKeys {
  readonly #taken = new Set<string>();

  keyFor(table: string, schema: string | null): string {
    const parts = schema === null ? [table] : [schema, table];
    const dotted = parts.map((part) => (part.includes('.') ? inQuotes(part) : part)).join('.');
    const wholly = parts.map(inQuotes).join('.');
    let key = this.#taken.has(dotted) ? wholly : dotted;
    for (let number = 2; this.#taken.has(key); number++) key = `${wholly} ${number}`;
    this.#taken.add(key);
    return key;
  }
}

const inQuotes = (part: string) => `"${part.replaceAll('"', '""')}"`;

function pascal(name: string): string {
  const words = name
    .normalize('NFC')
    .split(/[\p{P}\p{Z}\p{S}\p{C}]+/u)
    .filter(Boolean);
  const joined = words
    .map((word) => [...word].map(spelled).join(''))
    .map(capitalised)
    .join('');
  return /^[\p{L}]/u.test(joined) ? joined : `T${joined}`;
}

/** A character as a name can have it. */
const spelled = (one: string) => (LETTERS.test(one) ? one : `u${one.codePointAt(0)?.toString(16)}`);
const capitalised = (word: string) => word.charAt(0).toUpperCase() + recased(word.slice(1));

/** `ORDERS` reads Orders; `orderItems` keeps its hump. */
const recased = (rest: string) => (/^[\p{Lu}\d]+$/u.test(rest) ? rest.toLowerCase() : rest);
