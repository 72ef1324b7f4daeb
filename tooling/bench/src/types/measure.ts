import path from 'node:path';
import type { ConnectionKind, TableDefinition, TypeDriver } from '@portolan/contract';
import { WrittenModules } from '@portolan/testing/modules';
import { type Held, holdRows } from './hold-rows.ts';
import type { RowsOf } from './sample.ts';

const PACKAGE = path.resolve(import.meta.dirname, '../..');

export interface Measured {
  kind: ConnectionKind;
  /** By each client. */
  held: Held[];
  /** What the compiler says of the rows assigned to the interfaces; empty when it is content. */
  compiled: string;
}

interface Reads {
  kind: ConnectionKind;
  defaultSchema: string | null;
  tables: readonly TableDefinition[];
  reads: readonly (readonly [TypeDriver, RowsOf])[];
}

/** Holds what each client has read against the modules that are generated for it. */
export async function measure({ kind, defaultSchema, tables, reads }: Reads): Promise<Measured> {
  await using modules = await WrittenModules.create(PACKAGE);
  const held: Held[] = [];
  for (const [driver, rows] of reads) {
    held.push(await holdRows(modules, tables, rows, { kind, driver, defaultSchema }));
  }
  return { kind, held, compiled: await modules.compile() };
}
