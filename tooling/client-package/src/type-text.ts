import type { JsonSchema } from './json-schema.ts';

/** A schema as the TypeScript type of its values. Keys that may be left out may be undefined, too. */
export function typeText(schema: JsonSchema): string {
  if (schema.$ref) return schema.$ref.replace('#/$defs/', '');
  if ('const' in schema) return JSON.stringify(schema.const);
  if (schema.enum) return union(schema.enum.map((value) => JSON.stringify(value)));
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return union(choices.map(typeText));
  if (Array.isArray(schema.type)) return union(schema.type.map((type) => typeText({ ...schema, type })));
  switch (schema.type) {
    case 'object':
      return objectText(schema);
    case 'array':
      return `Array<${typeText(schema.items ?? {})}>`;
    case 'integer':
    case 'number':
      return 'number';
    case 'string':
    case 'boolean':
    case 'null':
      return schema.type;
    case undefined:
      return 'unknown';
    default:
      throw new Error(`No type for ${JSON.stringify(schema)}`);
  }
}

const union = (texts: string[]) => (texts.length === 0 ? 'never' : texts.join(' | '));

function objectText({ properties, required = [], additionalProperties, propertyNames }: JsonSchema): string {
  if (typeof additionalProperties === 'object') {
    const keys = propertyNames ? typeText(propertyNames) : 'string';
    const record = `Record<${keys}, ${typeText(additionalProperties)}>`;
    // All of a record's keys are there where they are named and required.
    return keys === 'string' || required.length > 0 ? record : `Partial<${record}>`;
  }
  const members = Object.entries(properties ?? {}).map(([name, value]) => {
    const key = /^[A-Za-z_]\w*$/.test(name) ? name : JSON.stringify(name);
    return required.includes(name) ? `${key}: ${typeText(value)}` : `${key}?: ${typeText(value)} | undefined`;
  });
  return members.length === 0 ? 'Record<string, never>' : `{ ${members.join('; ')} }`;
}
