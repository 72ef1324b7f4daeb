import { systemSchemas } from '@portolan/contract';
import type { IntrospectionScope } from '../../driver.ts';

const { names, prefix } = systemSchemas('postgresql');

/** Whether the namespace `n` is the system's own. */
export const IS_SYSTEM = `(starts_with(n.nspname::text, '${prefix}')
  or n.nspname::text in (${names.map((name) => `'${name}'`).join(', ')}))`;

/**
 * Which relations of pg_class `c` and pg_namespace `n` are in scope, over the parameters $1 to $3. Names are compared as
 * text: a cast to name would cut a long one and find another.
 */
export const IN_SCOPE = `
  c.relkind in ('r', 'p', 'v', 'm', 'f')
  and case when $1::text[] is null
        then not ${IS_SYSTEM}
        else n.nspname::text = any ($1::text[]) end
  and ($2::text[] is null or not n.nspname::text = any ($2::text[]))
  and ($3::text is null or c.relname::text = $3::text)`;

/** The values of $1 to $3: schemas to read, schemas to leave out, the one table. */
export function scopeValues({ include, exclude, table }: IntrospectionScope, defaultSchema: string): unknown[] {
  if (table) return [[table.schema ?? defaultSchema], null, table.name];
  return [include ?? null, exclude ?? null, null];
}
