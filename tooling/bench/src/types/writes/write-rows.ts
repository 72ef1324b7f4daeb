import path from 'node:path';
import type { TableDefinition } from '@portolan/contract';
import { generateModule, type ModuleOf } from '@portolan/core';
import { WrittenModules } from '@portolan/testing/modules';
import { type Dialect, Kysely } from 'kysely';
import type { Writes } from './expressions.ts';

const PACKAGE = path.resolve(import.meta.dirname, '../../..');

interface Write {
  dialect: Dialect;
  tables: readonly TableDefinition[];
  writes: Writes;
  about: ModuleOf;
}

/**
 * Compiles inserts against the generated `Database` and runs them by Kysely: what the compiler and what the server say
 * against them.
 */
export async function writeRows({
  dialect,
  tables,
  writes,
  about,
}: Write): Promise<{ compiled: string; refused: string[] }> {
  await using modules = await WrittenModules.create(PACKAGE);
  await modules.write('database', generateModule(tables, 'kysely', about));
  const lists = Object.entries(writes).map(([table, values]) => {
    const rows = values.map((value) => `    { v: ${value} },`);
    return `  ${table}: [\n${rows.join('\n')}\n  ] satisfies Insertable<Database['${table}']>[],`;
  });
  const head = "import type { Insertable } from 'kysely';\nimport type { Database } from './database.ts';\n";
  const code = `${head}export const inserts = {\n${lists.join('\n')}\n};\n`;
  await modules.write('inserts', code);
  const compiled = await modules.compile();
  const { inserts } = (await modules.load('inserts', code)) as { inserts: Record<string, { v: unknown }[]> };
  const refused: string[] = [];
  const db = new Kysely<Record<string, { v: unknown }>>({ dialect });
  for (const [table, rows] of Object.entries(inserts)) {
    for (const row of rows) {
      const inserting = db.insertInto(table).values(row).execute();
      await inserting.catch((error) => refused.push(`${table}: ${String(row.v)}: ${error.message}`));
    }
  }
  await db.destroy();
  return { compiled, refused };
}
