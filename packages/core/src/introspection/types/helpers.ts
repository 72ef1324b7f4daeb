interface Helper {
  needs?: string[];
  code: string;
}

/** Types that stand at the head of a module that uses them. */
const TYPES: Record<string, Helper> = {
  JsonValue: {
    code: 'export type JsonValue = string | number | boolean | null | JsonValue[] | { [key: string]: JsonValue };',
  },
  JsonDocument: {
    needs: ['JsonValue'],
    code: '/** What the client sends as JSON: an object, or the text of any JSON. It writes an array as one of the database. */\nexport type JsonDocument = string | number | boolean | { [key: string]: JsonValue };',
  },
  NestedArray: {
    code: '/** An array of the database: elements may be null, and it may have more dimensions. */\nexport type NestedArray<T> = (T | null | NestedArray<T>)[];',
  },
  Point: { code: 'export type Point = { x: number; y: number };' },
  Circle: { code: 'export type Circle = { x: number; y: number; radius: number };' },
  Interval: {
    code: `export type Interval = {
  years?: number;
  months?: number;
  days?: number;
  hours?: number;
  minutes?: number;
  seconds?: number;
  milliseconds?: number;
};`,
  },
  Shape: { code: 'export type Shape = { x: number; y: number } | Shape[];' },
  GeoJson: {
    code: `type Coordinates = number | Coordinates[];
export type GeoJson = { type: string; coordinates?: Coordinates; geometries?: GeoJson[] };`,
  },
};

/** Schemas that stand at the head of a module that uses them; `needs` may name types. */
const SCHEMAS: Record<string, Helper> = {
  anyNumber: { code: "const anyNumber = z.custom<number>((value) => typeof value === 'number');" },
  upTo: {
    code: '/** Characters, not halves of them. */\nconst upTo = (most: number) => z.string().refine((text) => Array.from(text).length <= most);',
  },
  json: { needs: ['JsonValue'], code: 'const json = z.custom<JsonValue>((value) => value !== undefined);' },
  jsonDocument: {
    needs: ['JsonDocument'],
    code: 'const jsonDocument = z.custom<JsonDocument>((value) => value !== undefined);',
  },
  nestedArray: {
    needs: ['NestedArray'],
    code: `const nestedArray = <T>(element: z.ZodType<T>): z.ZodType<NestedArray<T>> => {
  const array: z.ZodType<NestedArray<T>> = z.lazy(() => z.array(z.union([element, z.null(), array])));
  return array;
};`,
  },
  point: { needs: ['Point', 'anyNumber'], code: 'const point = z.object({ x: anyNumber, y: anyNumber });' },
  circle: {
    needs: ['Circle', 'anyNumber'],
    code: 'const circle = z.object({ x: anyNumber, y: anyNumber, radius: anyNumber });',
  },
  interval: {
    needs: ['Interval'],
    code: "const interval = z.custom<Interval>((value) => typeof value === 'object' && value !== null);",
  },
  shape: {
    needs: ['Shape'],
    code: "const shape = z.custom<Shape>((value) => typeof value === 'object' && value !== null);",
  },
  geoJson: {
    needs: ['GeoJson'],
    code: "const geoJson = z.custom<GeoJson>((value) => typeof value === 'object' && value !== null && 'type' in value);",
  },
  record: {
    code: "const record = z.custom<{ [key: string]: unknown }>((value) => typeof value === 'object' && value !== null);",
  },
  keepingProto: {
    code: `/** zod passes over a key of this name. */
const keepingProto = <T extends z.ZodObject>(object: T): T => {
  const { run } = object._zod;
  const inner: z.core.$ZodType | undefined = Object.getOwnPropertyDescriptor(object.shape, '__proto__')?.value;
  object._zod.run = (payload, context) => {
    const found = Object.getOwnPropertyDescriptor(payload.value ?? {}, '__proto__');
    const result = run(payload, context);
    if (!found || !inner || result instanceof Promise || result.issues.length > 0) return result;
    const checked = inner._zod.run({ value: found.value, issues: [] }, context);
    if (checked instanceof Promise) return result;
    result.issues.push(...checked.issues.map((issue) => ({ ...issue, path: ['__proto__', ...(issue.path ?? [])] })));
    const value = { value: checked.value, enumerable: true, writable: true, configurable: true };
    Object.defineProperty(result.value, '__proto__', value);
    return result;
  };
  return object;
};`,
  },
};

/** Every name that a helper has: no table gets it. */
export const HELPER_NAMES = ['Coordinates', ...Object.keys(TYPES)];

/** What a module uses, and therefore declares. */
export class Helpers {
  readonly #used = new Set<string>();

  /** Notes that a type is used; names that are the language's own pass. */
  type(name: string): string {
    if (Object.hasOwn(TYPES, name)) this.#use(name, TYPES);
    return name;
  }

  schema(name: string): string {
    this.#use(name, SCHEMAS);
    return name;
  }

  /** The declarations, in an order in which each has what it needs. */
  code(): string {
    const all = { ...TYPES, ...SCHEMAS };
    return Object.entries(all)
      .filter(([name]) => this.#used.has(name))
      .map(([, { code }]) => `${code}\n`)
      .join('\n');
  }

  #use(name: string, from: Record<string, Helper>): void {
    if (this.#used.has(name)) return;
    this.#used.add(name);
    for (const needed of from[name]?.needs ?? []) this.#use(needed, Object.hasOwn(TYPES, needed) ? TYPES : SCHEMAS);
  }
}
