import { Field } from './columns.ts';
import { ConnectionKind } from './connection-kinds.ts';
import type { Connection, ConnectionOption, ConnectionPage } from './connections.ts';
import { DiagnosisCode, Stage, type TestResult } from './diagnosis.ts';
import type { FieldList, TablePage } from './introspection.ts';
import { limitedPageOf } from './paging.ts';
import { TableItem } from './table-definition.ts';
import { Id, Timestamp } from './text.ts';
import * as z from './zod.ts';

/** A connection under the names of the datasources surface. */
export const Datasource = z.strictObject({
  id: Id,
  name: z.string(),
  type: ConnectionKind,
  host: z.string(),
  port: z.int(),
  database: z.nullable(z.string()),
  username: z.nullable(z.string()),
  tenantId: Id,
  createdAt: Timestamp,
  updatedAt: Timestamp,
});
export type Datasource = z.infer<typeof Datasource>;
export const DatasourcePage = limitedPageOf(Datasource);
export const DatasourceOption = z.strictObject({ id: Id, name: z.string(), type: ConnectionKind });
export const DatasourceTest = z.strictObject({
  success: z.boolean(),
  message: z.string(),
  latencyMs: z.number(),
  code: z.optional(DiagnosisCode),
  stage: z.optional(Stage),
});
export const DatasourceTablePage = limitedPageOf(TableItem);
export const DatasourceFields = z.array(Field);

export function toDatasource(connection: Connection): Datasource {
  const { id, name, dbType, host, port, databaseName, username, tenantId, createdAt, updatedAt } = connection;
  const target = { id, name, type: dbType, host, port, database: databaseName, username };
  return { ...target, tenantId, createdAt, updatedAt };
}

export function toDatasourcePage({ items, total, page, pageSize }: ConnectionPage): z.infer<typeof DatasourcePage> {
  return { items: items.map(toDatasource), total, page, limit: pageSize };
}

export function toDatasourceOptions(options: readonly ConnectionOption[]): z.infer<typeof DatasourceOption>[] {
  return options.map(({ id, name, dbType }) => ({ id, name, type: dbType }));
}

export function toDatasourceTest({ success, message, latencyMs, code, stage }: TestResult) {
  return { success, message, latencyMs, ...(code ? { code } : {}), ...(stage ? { stage } : {}) };
}

export function toDatasourceTablePage({ items, total, page, pageSize }: TablePage) {
  return { items, total, page, limit: pageSize };
}

export function toDatasourceFields({ items }: FieldList): Field[] {
  return items;
}
