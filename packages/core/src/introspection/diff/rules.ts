import { CHECK_OUTCOMES } from './check-rules.ts';
import { COLUMN_OUTCOMES } from './column-rules.ts';
import { ANY_OUTCOMES } from './diff-facts.ts';
import { INDEX_OUTCOMES } from './index-rules.ts';
import { EXCLUSION_OUTCOMES, FOREIGN_KEY_OUTCOMES, KEY_OUTCOMES } from './key-rules.ts';
import { ATTRIBUTE_OUTCOMES, DOMAIN_OUTCOMES, LABEL_OUTCOMES } from './label-rules.ts';
import type { Outcomes } from './outcome.ts';
import { SIZE_OUTCOMES } from './size-rules.ts';
import { SCHEMA_OUTCOMES, TABLE_OUTCOMES } from './table-rules.ts';
import { TYPE_OUTCOMES } from './type-rules.ts';
import { STEP_OUTCOMES } from './type-steps.ts';
import { UNIQUE_OUTCOMES } from './uniqueness.ts';

/** Everything that a difference can say, by what it is about: the table in docs/differences.md. */
export const RULES: Readonly<Record<string, Outcomes>> = {
  'Database and schemas': SCHEMA_OUTCOMES,
  'Tables and views': TABLE_OUTCOMES,
  Columns: COLUMN_OUTCOMES,
  'Types: from one to another': { ...STEP_OUTCOMES, ...TYPE_OUTCOMES },
  'Types: lengths, digits, fractions of seconds': SIZE_OUTCOMES,
  'Enums and sets': LABEL_OUTCOMES,
  Composites: ATTRIBUTE_OUTCOMES,
  Domains: DOMAIN_OUTCOMES,
  'Primary keys, unique constraints, unique indexes': { ...UNIQUE_OUTCOMES, ...KEY_OUTCOMES },
  'Foreign keys': FOREIGN_KEY_OUTCOMES,
  Checks: CHECK_OUTCOMES,
  Exclusions: EXCLUSION_OUTCOMES,
  'Other indexes': INDEX_OUTCOMES,
  'Anything else': ANY_OUTCOMES,
};
