import type { Permission } from '@portolan/contract';

/** What can be done with one connection. */
export type Verb =
  | 'open'
  | 'overview'
  | 'diagram'
  | 'snapshots'
  | 'types'
  | 'test'
  | 'duplicate'
  | 'copyUrl'
  | 'copyId'
  | 'edit'
  | 'delete';

/** What each takes beyond seeing the connection. */
export const NEEDS: Partial<Record<Verb, Permission>> = {
  diagram: 'connections:introspect',
  snapshots: 'connections:introspect',
  types: 'connections:introspect',
  test: 'connections:test',
  duplicate: 'connections:write',
  edit: 'connections:write',
  delete: 'connections:delete',
};
