import type { Change, SchemaItem } from '@portolan/contract';
import { changeOf } from './change-of.ts';
import { diffFacts, type FactRules } from './diff-facts.ts';
import { diffNamed } from './diff-named.ts';
import { SCHEMA_OUTCOMES } from './table-rules.ts';
import { same } from './values.ts';

/** What stands above the tables. */
export interface Surface {
  schemas: readonly SchemaItem[];
  catalogs: readonly string[];
}

const RULES: FactRules<SchemaItem> = {
  name: 'elsewhere',
  isDefault: SCHEMA_OUTCOMES.defaultSchema,
  isSystem: SCHEMA_OUTCOMES.systemSchema,
};

/** Schemas that both could see, and the databases beside. */
export function diffDatabases(a: Surface, b: Surface, comparable: (schema: string) => boolean): Change[] {
  const seen = ({ schemas }: Surface) => schemas.filter(({ name }) => comparable(name));
  const schemas = diffNamed(['schemas'], seen(a), seen(b), {
    added: () => SCHEMA_OUTCOMES.schemaAdded,
    removed: () => SCHEMA_OUTCOMES.schemaRemoved,
    renamed: 'never',
    changed: (path, before, after) => diffFacts(path, before, after, RULES),
  });
  if (same(a.catalogs, b.catalogs)) return schemas;
  return [...schemas, changeOf(['catalogs'], a.catalogs, b.catalogs, SCHEMA_OUTCOMES.catalogs)];
}
