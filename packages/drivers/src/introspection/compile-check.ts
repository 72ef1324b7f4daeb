import type * as z from 'zod/mini';

type Check = (value: unknown) => boolean;
type Definition = z.core.$ZodTypes['_zod']['def'];

/**
 * A schema as a plain function, for answers of a hundred thousand columns: the schema's own parser would copy each of
 * them, at several times the cost of all else. Knows what the contract's schemas of tables are made of, and throws for
 * anything else, when it is made. `isText` may ask more of every text.
 */
export function compileCheck(schema: z.core.$ZodType, isText: (text: string) => boolean = () => true): Check {
  const def = (schema as z.core.$ZodTypes)._zod.def as Definition;
  switch (def.type) {
    case 'string':
      if (def.checks?.length) break;
      return (value) => typeof value === 'string' && isText(value);
    case 'boolean':
      return (value) => typeof value === 'boolean';
    case 'number':
      return compileNumber(def as z.core.$ZodNumberFormatDef);
    case 'enum': {
      const entries = new Set<unknown>(Object.values(def.entries));
      return (value) => entries.has(value);
    }
    case 'nullable': {
      const inner = compileCheck(def.innerType, isText);
      return (value) => value === null || inner(value);
    }
    case 'array': {
      const element = compileCheck(def.element, isText);
      return (value) => Array.isArray(value) && value.every(element);
    }
    case 'object':
      return compileObject(def.shape, isText);
  }
  throw new Error(`no check for a schema of type ${def.type}`);
}

function compileNumber({ format, checks }: z.core.$ZodNumberFormatDef): Check {
  if (format === 'safeint') return Number.isSafeInteger;
  if (checks?.length) throw new Error('no check for a number with checks of its own');
  return Number.isFinite;
}

/** Closed: neither a key too few nor one too many. */
function compileObject(shape: Record<string, z.core.$ZodType>, isText: (text: string) => boolean): Check {
  const keys = Object.keys(shape);
  const checks = keys.map((key) => compileCheck(shape[key] as z.core.$ZodType, isText));
  return (value) => {
    if (typeof value !== 'object' || value === null) return false;
    const record = value as Record<string, unknown>;
    for (let at = 0; at < keys.length; at++) {
      if (!checks[at]?.(record[keys[at] as string])) return false;
    }
    return Object.keys(record).length === keys.length;
  };
}
