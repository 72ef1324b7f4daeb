import type { Connection } from '@portolan/contract';

export type Deleted = Pick<Connection, 'id' | 'name'>;

interface Deletion {
  tenantId: string;
  connections: readonly Deleted[];
}

/** What was deleted from this page, the last at the end: what Mod+Z takes back. */
let deletions: Deletion[] = [];

export function rememberDeletion(tenantId: string, connections: readonly Deleted[]): void {
  deletions = [...deletions, { tenantId, connections }];
}

/** What was deleted last in a tenant; nothing where all of it has come back. */
export function lastDeletion(tenantId: string): readonly Deleted[] | undefined {
  return deletions.findLast((deletion) => deletion.tenantId === tenantId)?.connections;
}

/** It is there again, however it came back. */
export function forgetDeletion(id: string): void {
  const others = deletions.map(({ tenantId, connections }) => ({
    tenantId,
    connections: connections.filter((connection) => connection.id !== id),
  }));
  deletions = others.filter(({ connections }) => connections.length > 0);
}
