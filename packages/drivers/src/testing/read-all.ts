import { MeasuredTable, type SnapshotWarning } from '@portolan/contract';
import type { ConnectionTarget, DriverGateway, IntrospectionOutline, IntrospectionScope } from '../driver.ts';

/** An introspection to its end; each table is held against the contract. */
export async function readAll(host: DriverGateway, target: ConnectionTarget, scope: IntrospectionScope) {
  let outline: IntrospectionOutline | undefined;
  const pages: MeasuredTable[][] = [];
  const warnings: SnapshotWarning[] = [];
  for await (const page of host.introspect(target, scope)) {
    warnings.push(...page.warnings);
    if (page.kind === 'outline') outline = page;
    else pages.push(JSON.parse(page.json).map((table: unknown) => MeasuredTable.parse(table)));
  }
  if (!outline) throw new Error('No outline came');
  return { outline, pages, tables: pages.flat(), warnings };
}
