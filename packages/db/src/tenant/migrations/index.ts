import { M0001Base } from './m0001-base.ts';
import { M0002Snapshots } from './m0002-snapshots.ts';
import { M0003SnapshotScope } from './m0003-snapshot-scope.ts';
import { M0004Health } from './m0004-health.ts';

/** In order; names are recorded in each tenant database and never change. */
export const tenantMigrations = [
  { name: '0001-base', class: M0001Base },
  { name: '0002-snapshots', class: M0002Snapshots },
  { name: '0003-snapshot-scope', class: M0003SnapshotScope },
  { name: '0004-health', class: M0004Health },
];
