import { M0001Initial } from './m0001-initial.ts';
import { M0002RowLevelSecurity } from './m0002-row-level-security.ts';
import { M0003TenantLifecycle } from './m0003-tenant-lifecycle.ts';
import { M0004Identity } from './m0004-identity.ts';
import { M0005AuditChain } from './m0005-audit-chain.ts';
import { M0006HeldRights } from './m0006-held-rights.ts';
import { M0007IdentityBarrier } from './m0007-identity-barrier.ts';
import { M0008AuditActs } from './m0008-audit-acts.ts';
import { M0009Connections } from './m0009-connections.ts';
import { M0010Operations } from './m0010-operations.ts';
import { M0011People } from './m0011-people.ts';
import { M0013LapsingRights } from './m0013-lapsing-rights.ts';
import { M0014AuditSeals } from './m0014-audit-seals.ts';
import { M0015DatabaseConnections } from './m0015-database-connections.ts';
import { M0016Versions } from './m0016-versions.ts';
import { M0018Names } from './m0018-names.ts';
import { M0020NarrowerWords } from './m0020-narrower-words.ts';
import { M0021ResetLinks } from './m0021-reset-links.ts';
import { M0022Changes } from './m0022-changes.ts';
import { M0023ConnectionOrder } from './m0023-connection-order.ts';
import { M0026SavedViews } from './m0026-saved-views.ts';
import { M0027Preferences } from './m0027-preferences.ts';

/** In order; names are recorded in the database and never change. */
export const systemMigrations = [
  { name: '0001-initial', class: M0001Initial },
  { name: '0002-row-level-security', class: M0002RowLevelSecurity },
  { name: '0003-tenant-lifecycle', class: M0003TenantLifecycle },
  { name: '0004-identity', class: M0004Identity },
  { name: '0005-audit-chain', class: M0005AuditChain },
  { name: '0006-held-rights', class: M0006HeldRights },
  { name: '0007-identity-barrier', class: M0007IdentityBarrier },
  { name: '0008-audit-acts', class: M0008AuditActs },
  { name: '0009-connections', class: M0009Connections },
  { name: '0010-operations', class: M0010Operations },
  { name: '0011-people', class: M0011People },
  { name: '0013-lapsing-rights', class: M0013LapsingRights },
  { name: '0014-audit-seals', class: M0014AuditSeals },
  { name: '0015-database-connections', class: M0015DatabaseConnections },
  { name: '0016-versions', class: M0016Versions },
  { name: '0018-names', class: M0018Names },
  { name: '0020-narrower-words', class: M0020NarrowerWords },
  { name: '0021-reset-links', class: M0021ResetLinks },
  { name: '0022-changes', class: M0022Changes },
  { name: '0023-connection-order', class: M0023ConnectionOrder },
  { name: '0026-saved-views', class: M0026SavedViews },
  { name: '0027-preferences', class: M0027Preferences },
];
