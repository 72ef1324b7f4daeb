/** As much of JSON Schema as a contract is written in. */
interface Schema {
  $ref?: string;
  type?: string | string[];
  const?: unknown;
  enum?: unknown[];
  anyOf?: Schema[];
  oneOf?: Schema[];
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: boolean | Schema;
}

/** What every procedure takes and answers; null for nothing. */
export interface Contract {
  procedures: Record<string, { type: string; input: Schema | null; output: Schema | null }>;
  $defs: Record<string, Schema>;
}

/**
 * The procedures of which callers by the one contract and a server of the other would misunderstand each other: gone, or
 * taking or answering something else. What a server merely adds breaks nobody: optional keys of an input, keys of an answer,
 * values of a choice in it.
 */
export function contractBreaks(mine: Contract, theirs: Contract): string[] {
  return Object.entries(mine.procedures).flatMap(([name, own]) => {
    const other = theirs.procedures[name];
    if (!other || other.type !== own.type) return [name];
    const given = fits({ schema: own.input ?? {}, of: mine }, { schema: other.input ?? {}, of: theirs }, 'given');
    const told = fits({ schema: other.output ?? {}, of: theirs }, { schema: own.output ?? {}, of: mine }, 'told');
    return given && told ? [] : [name];
  });
}

interface Side {
  schema: Schema;
  of: Contract;
}

/** Whether whatever one schema describes is something that the other expects. */
function fits(one: Side, other: Side, way: 'given' | 'told'): boolean {
  const value = resolved(one);
  const wanted = resolved(other);
  const within = (schema: Schema | undefined, expected: Schema | undefined) =>
    fits({ schema: schema ?? {}, of: one.of }, { schema: expected ?? {}, of: other.of }, way);

  const options = wanted.anyOf ?? wanted.oneOf;
  const choices = value.anyOf ?? value.oneOf ?? typesOf(value);
  if (choices) return choices.every((choice) => within(choice, wanted));
  if (options) return options.some((option) => within(value, option));
  const types = typesOf(wanted);
  if (types) return types.some((option) => within(value, option));

  if ('const' in wanted || wanted.enum) return valuesFit(value, wanted, way);
  if (wanted.type === undefined) return true;
  if ('const' in value || value.enum) return valuesOf(value).every((each) => typeOf(each) === wanted.type);
  if (value.type === 'integer' && wanted.type === 'number') return true;
  if (value.type !== wanted.type) return false;
  if (value.type === 'array') return within(value.items, wanted.items);
  return value.type !== 'object' || keysFit(value, wanted, within, way);
}

function keysFit(
  value: Schema,
  wanted: Schema,
  within: (schema: Schema | undefined, expected: Schema | undefined) => boolean,
  way: 'given' | 'told',
): boolean {
  const { properties = {}, required = [] } = value;
  const { properties: expected = {}, required: needed = [] } = wanted;
  if (!needed.every((key) => required.includes(key))) return false;
  if (typeof value.additionalProperties === 'object' || typeof wanted.additionalProperties === 'object') {
    return within(value.additionalProperties as Schema, wanted.additionalProperties as Schema);
  }
  return Object.keys(properties).every((key) =>
    key in expected ? within(properties[key], expected[key]) : way === 'told' || wanted.additionalProperties !== false,
  );
}

/** A server may answer with one of more values than its callers know; it has to take all that they may give. */
function valuesFit(value: Schema, wanted: Schema, way: 'given' | 'told'): boolean {
  if (!('const' in value) && !value.enum) return false;
  const known = valuesOf(wanted);
  if (way === 'told' && value.enum && wanted.enum) return true;
  return valuesOf(value).every((each) => known.includes(each));
}

function resolved({ schema, of }: Side): Schema {
  const name = schema.$ref?.replace('#/$defs/', '');
  return name === undefined ? schema : resolved({ schema: of.$defs[name] ?? {}, of });
}

const valuesOf = (schema: Schema): unknown[] => schema.enum ?? [schema.const];
const typeOf = (value: unknown): string => (value === null ? 'null' : typeof value);

function typesOf(schema: Schema): Schema[] | null {
  return Array.isArray(schema.type) ? schema.type.map((type) => ({ ...schema, type })) : null;
}
