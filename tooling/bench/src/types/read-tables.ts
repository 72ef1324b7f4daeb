import type { MeasuredTable } from '@portolan/contract';
import type { ConnectionTarget } from '@portolan/drivers';
import { createDriverHost } from '@portolan/drivers/host';

/** The tables of some schemas as the hub reads them. */
export async function readTables(target: ConnectionTarget, schemas: string[]): Promise<MeasuredTable[]> {
  const host = createDriverHost({ egress: { allow: [], deny: [], allowPrivate: true } });
  try {
    const tables: MeasuredTable[] = [];
    for await (const page of host.introspect(target, { depth: 'columns', include: schemas })) {
      if (page.kind === 'tables') tables.push(...(JSON.parse(page.json) as MeasuredTable[]));
    }
    return tables;
  } finally {
    await host.close();
  }
}
