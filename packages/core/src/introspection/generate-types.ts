import {
  type ConnectionKind,
  DRIVERS_OF_KIND,
  type GeneratedTypes,
  type GenerateTypesInput,
  type SchemaItem,
  type TableDefinition,
  type TypeDriver,
} from '@portolan/contract';
import type { EntityManager } from '@portolan/db';
import { requireConnection } from '../connections/index.ts';
import type { TenantContext } from '../context.ts';
import { invalid } from '../errors.ts';
import { completeDefinition, type StoredDefinition } from './complete-definition.ts';
import { fromSnapshot, type LatestSnapshot, refOf } from './latest-snapshot.ts';
import { requireLookedAt } from './snapshot-scope.ts';
import { tablesIn } from './tables-in.ts';
import { generateModule } from './types/generate-module.ts';
import { withTarget } from './with-target.ts';

interface Charted {
  schemas: SchemaItem[];
  tables: TableDefinition[];
  snapshot: GeneratedTypes['snapshot'];
}

const DEFINITIONS = `
  select d.definition
  from schema_tree_tables e join schema_tables d on d.hash = e.table_hash
  where e.tree_id = ? and (?::text is null or e.schema = ?)
  order by e.schema, e.name`;

/** The source of a TypeScript module for the tables of a connection. From the latest snapshot, else from the database. */
export async function generateTypes(ctx: TenantContext, input: GenerateTypesInput): Promise<GeneratedTypes> {
  const { connectionId: id, target, schema } = input;
  const row = await ctx.services.db.transaction({ tenantId: ctx.tenant.id }, (em) => requireConnection(em, ctx, id));
  const driver = driverFor(row.dbType, input.driver);
  const kept = await fromSnapshot(ctx, id, (em, snapshot) => keptTables(em, snapshot, schema));
  const { schemas, tables, snapshot } = kept ?? (await liveTables(ctx, id, schema));
  const defaultSchema = schemas.find(({ isDefault }) => isDefault)?.name ?? null;
  const code = generateModule(tables, target, { kind: row.dbType, driver, defaultSchema });
  return { target, driver, code, snapshot };
}

function driverFor(kind: ConnectionKind, wanted: TypeDriver | undefined): TypeDriver {
  const possible: readonly TypeDriver[] = DRIVERS_OF_KIND[kind];
  const driver = wanted ?? DRIVERS_OF_KIND[kind][0];
  if (possible.includes(driver)) return driver;
  throw invalid('driver', `Must be one of ${possible.join(', ')} for a connection of this kind`);
}

async function keptTables(em: EntityManager, snapshot: LatestSnapshot, schema: string | undefined): Promise<Charted> {
  requireLookedAt(snapshot, schema);
  const values = [snapshot.treeId, schema ?? null, schema ?? null];
  const rows = await em.execute<{ definition: StoredDefinition }[]>(DEFINITIONS, values);
  const tables = rows.map((row) => completeDefinition(row.definition));
  return { schemas: snapshot.schemas, tables, snapshot: refOf(snapshot) };
}

function liveTables(ctx: TenantContext, id: string, schema: string | undefined): Promise<Charted> {
  const include = schema === undefined ? undefined : [schema];
  return withTarget(ctx, { id, action: 'introspection:types' }, async (target, caller) => {
    const charted: Charted = { schemas: [], tables: [], snapshot: null };
    for await (const page of ctx.services.drivers.introspect(target, { depth: 'columns', include }, caller)) {
      if (page.kind === 'outline') charted.schemas = page.schemas;
      else charted.tables.push(...tablesIn(page));
    }
    return charted;
  });
}
