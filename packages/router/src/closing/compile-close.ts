import type * as z from 'zod/mini';
import { type Close, UnfitAnswer } from './close.ts';
import { closeArray, closeRecord } from './close-items.ts';
import { closeObject } from './close-object.ts';
import { closeByKey, closeByKind, closeFirst, type Kind, kindOf } from './close-union.ts';

type Schema = z.core.$ZodType;
type Definition = z.core.$ZodTypes['_zod']['def'];

/**
 * What closes the answers of a schema, as closures: some of the runtimes compile no text. It looks at keys and kinds of
 * values and leaves their form to whoever made them. Knows what answers are made of, and throws for anything else, what
 * changes a value included.
 */
export function compileClose(schema: Schema): Close {
  const def = definitionOf(schema);
  switch (def.type) {
    case 'string':
      return closeScalar('a string', (value) => typeof value === 'string');
    case 'boolean':
      return closeScalar('a boolean', (value) => typeof value === 'boolean');
    case 'number':
      return closeScalar('a number', Number.isFinite);
    case 'enum':
      return closeOneOf(Object.values(def.entries));
    case 'literal':
      return closeOneOf(def.values);
    case 'void':
      return closeOneOf([undefined]);
    case 'unknown':
      return (value) => value;
    case 'nullable':
      return closeUnless(null, compileClose(def.innerType));
    case 'optional':
      return closeUnless(undefined, compileClose(def.innerType));
    case 'array':
      return closeArray(compileClose(def.element));
    case 'record':
      if (definitionOf(def.keyType).type !== 'string')
        throw new Error('An answer has no record of other keys than texts');
      return closeRecord(compileClose(def.valueType));
    case 'object':
      return compileObject(def);
    case 'union':
      return compileUnion(def);
  }
  throw new Error(`An answer has no ${def.type}`);
}

function definitionOf(schema: Schema): Definition {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  const isChanging = def.checks?.some((check) => check._zod.def.check === 'overwrite');
  if (isChanging || ('coerce' in def && def.coerce)) throw new Error('An answer is not changed by its schema');
  return def;
}

function closeScalar(expected: string, fits: (value: unknown) => boolean): Close {
  return (value) => {
    if (!fits(value)) throw new UnfitAnswer(expected);
    return value;
  };
}

function closeOneOf(values: readonly unknown[]): Close {
  const known = new Set(values);
  return closeScalar(`one of ${values.join(', ')}`, (value) => known.has(value));
}

function closeUnless(nothing: null | undefined, close: Close): Close {
  return (value) => (value === nothing ? value : close(value));
}

function compileObject({ shape, catchall }: z.core.$ZodObjectDef): Close {
  if (catchall && definitionOf(catchall).type !== 'never') throw new Error('An answer has no object of any keys');
  const members = Object.entries(shape).map(([key, schema]) => {
    return { key, close: compileClose(schema), isOptional: definitionOf(schema).type === 'optional' };
  });
  return closeObject(members);
}

function compileUnion(def: z.core.$ZodUnionDef): Close {
  const options = def.options.map((option) => ({ option, close: compileClose(option) }));
  if ('discriminator' in def) {
    const key = String(def.discriminator);
    const said = options.flatMap(({ option, close }) => {
      return [...(option._zod.propValues?.[key] ?? [])].map((value) => [value, close] as const);
    });
    return closeByKey(key, new Map(said));
  }
  const byKind = Map.groupBy(
    options.flatMap(({ option, close }) => kindsOf(option).map((kind) => ({ kind, close }))),
    ({ kind }) => kind,
  );
  if ((byKind.get('object')?.length ?? 0) > 1)
    throw new Error('An answer has no union of objects that no key tells apart');
  const closes = [...byKind].map(([kind, of]) => [kind, closeFirst(of.map(({ close }) => close))] as const);
  return closeByKind(new Map(closes));
}

/** What values of a schema may be in JSON. */
function kindsOf(schema: Schema): Kind[] {
  const def = definitionOf(schema);
  switch (def.type) {
    case 'nullable':
      return ['null', ...kindsOf(def.innerType)];
    case 'optional':
      return ['undefined', ...kindsOf(def.innerType)];
    case 'union':
      return def.options.flatMap(kindsOf);
    case 'record':
      return ['object'];
    case 'string':
    case 'number':
    case 'boolean':
    case 'array':
    case 'object':
      return [def.type];
    case 'enum':
      return [...new Set(Object.values(def.entries).map(kindOf))];
    case 'literal':
      return [...new Set(def.values.map(kindOf))];
  }
  throw new Error(`An answer has no union with ${def.type}`);
}
