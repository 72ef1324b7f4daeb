import { orNearest } from './names.ts';

/** Something that is wrong with a config, and where. */
export interface Fault {
  place: string;
  message: string;
}

/** A schema of the contract, as far as it is needed. */
interface Schema<T> {
  safeParse(
    value: unknown,
  ):
    | { success: true; data: T }
    | { success: false; error: { issues: readonly { path: readonly PropertyKey[]; message: string }[] } };
}

/** Reads values that anybody may have written, and gathers all that is wrong with them. */
export class Faults {
  readonly all: Fault[] = [];

  add(place: string, message: string): void {
    this.all.push({ place, message });
  }

  /** An object with no keys but the known ones; null, and told, where it is none. */
  object(value: unknown, place: string, known: readonly string[]): Record<string, unknown> | null {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      this.add(place, 'has to be an object');
      return null;
    }
    for (const key of Object.keys(value)) {
      if (known.includes(key)) continue;
      this.add(inside(place, key), `there is no such key.${orNearest(key, known)}`);
    }
    return value as Record<string, unknown>;
  }

  /** The elements of a list; undefined where there is none. */
  list<T>(value: unknown, place: string, read: (each: unknown, place: string) => T | null): T[] | undefined {
    if (value === undefined) return undefined;
    if (Array.isArray(value)) {
      return value.flatMap((each, index) => {
        const found = read(each, `${place}[${index}]`);
        return found === null ? [] : [found];
      });
    }
    this.add(place, 'has to be a list');
    return undefined;
  }

  /** A value as the contract has it; `rename` says where in the config a place of the input stands. */
  parse<T>(schema: Schema<T>, value: unknown, place: string, rename = (path: string[]) => path): T | null {
    const parsed = schema.safeParse(value);
    if (parsed.success) return parsed.data;
    const before = this.all.length;
    for (const { path, message } of parsed.error.issues) {
      const at = rename(path.map(String)).reduce(inside, place);
      if (this.all.slice(before).some((one) => one.place === at && one.message === message)) continue;
      this.add(at, message);
    }
    return null;
  }
}

const inside = (place: string, key: string): string => {
  if (/^\d+$/.test(key)) return `${place}[${key}]`;
  if (!/^[A-Za-z_]\w*$/.test(key)) return `${place}[${JSON.stringify(key)}]`;
  return place === '' ? key : `${place}.${key}`;
};
