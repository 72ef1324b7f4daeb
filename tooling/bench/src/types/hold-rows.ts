import { isDeepStrictEqual } from 'node:util';
import type { TableDefinition, TypeDriver } from '@portolan/contract';
import { generateModule, type ModuleOf } from '@portolan/core';
import type { WrittenModules } from '@portolan/testing/modules';
import { literalOf } from './literal-of.ts';
import type { RowsOf } from './sample.ts';

interface Schema {
  safeParse(value: unknown): { success: boolean; data?: unknown; error?: { issues: unknown[] } };
}

export interface Held {
  driver: TypeDriver;
  tables: number;
  rows: number;
  /** Rows that a schema refused, or gave back otherwise than it got them. */
  refused: string[];
  /** Tables that the client itself could not read. */
  unread: string[];
}

/**
 * Parses the rows that a client has read with the generated schemas, and writes modules that assign them to the generated
 * interfaces; `modules` compiles them all at once.
 */
export async function holdRows(
  modules: WrittenModules,
  tables: readonly TableDefinition[],
  rows: RowsOf,
  about: ModuleOf,
): Promise<Held> {
  const { driver } = about;
  const [typescript, zod, kysely] = (['typescript', 'zod', 'kysely'] as const).map((target) =>
    generateModule(tables, target, about),
  );
  const loaded = await modules.load(`zod-${driver}`, zod ?? '');
  const schemas = loaded.Tables as Record<string, Schema>;
  const held: Held = { driver, tables: 0, rows: 0, refused: [], unread: [] };
  const assigned: string[] = [];
  for (const [table, read] of Object.entries(rows)) {
    if (typeof read === 'string') {
      held.unread.push(`${table}: ${read}`);
      continue;
    }
    held.tables++;
    for (const row of read) {
      held.rows++;
      const result = schemas[table]?.safeParse(row);
      const same = result?.success && isDeepStrictEqual(plain(result.data), plain(row));
      if (!same) held.refused.push(`${table}: ${literalOf(row)} ${JSON.stringify(result?.error?.issues ?? 'changed')}`);
      const key = JSON.stringify(table);
      const value = literalOf(row);
      assigned.push(`take<T[${key}], z.output<(typeof Z)[${key}]>, Read<Selectable<Database[${key}]>>>(${value});`);
    }
  }
  await modules.write(`typescript-${driver}`, typescript ?? '');
  await modules.write(`zod-${driver}`, zod ?? '');
  await modules.write(`kysely-${driver}`, kysely ?? '');
  await modules.write(
    `rows-${driver}`,
    [
      `import type * as z from 'zod';\nimport type { Selectable } from 'kysely';`,
      `import type { Tables as T } from './typescript-${driver}.ts';`,
      `import type { Tables as Z } from './zod-${driver}.ts';`,
      `import type { Database } from './kysely-${driver}.ts';`,
      // Kysely knows no member that a row may lack, but one that may be undefined.
      'type Lacking<R> = { [K in keyof R]: undefined extends R[K] ? K : never }[keyof R];',
      'type Read<R> = Omit<R, Lacking<R>> & Partial<Pick<R, Lacking<R>>>;',
      'const take = <A, B, C>(...rows: (A & B & C)[]) => rows;',
      ...assigned,
    ].join('\n'),
  );
  return held;
}

/** Own members alone: what a client adds to the prototype of a row is no column. */
const plain = (row: unknown) => ({ ...(row as object) });
