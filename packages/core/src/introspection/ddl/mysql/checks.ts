import type { CheckConstraint, TableDefinition } from '@portolan/contract';
import { printedBy, quoted } from './names.ts';

/** The checks that stand beside the columns, not in them. */
export function tableChecks({ checks, columns }: TableDefinition): CheckConstraint[] {
  const names = new Set(columns.map(({ name }) => name));
  return checks.filter(({ name }) => !names.has(name));
}

/** Null where the draft cannot write it. */
export function checkDefinition({ name, expression, enforced }: CheckConstraint): string | null {
  const text = printedBy(expression);
  return text === null ? null : `CONSTRAINT ${quoted(name)} CHECK (${text})${enforced ? '' : ' NOT ENFORCED'}`;
}
