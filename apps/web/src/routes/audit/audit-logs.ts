import type { AuditVerification } from '@portolan/contract';
import { api } from '../../lib/client.ts';
import { currentTenant } from '../../lib/tenant-choice.ts';
import { auditQueries } from './queries.ts';
import { t } from './texts.ts';

/** Where a log is saved from: its address, the tenant that is named with it, and how the file begins. */
export interface Download {
  path: string;
  tenant: string | null;
  name: string;
}

/** One audit log, with the words of its page. */
export interface AuditLog {
  /** `nothing` stands there before there is an event. */
  texts(): { title: string; text: string; nothing: string };
  list: typeof auditQueries.list;
  facets: typeof auditQueries.facets;
  verify(): Promise<AuditVerification>;
  download(): Download;
}

export const tenantLog: AuditLog = {
  texts: () => t(),
  list: auditQueries.list,
  facets: auditQueries.facets,
  verify: () => api.audit.verify.query({}),
  download() {
    const tenant = currentTenant() ?? '';
    return { path: '/api/v1/audit-events/export', tenant, name: `audit-${tenant}` };
  },
};

export const installationLog: AuditLog = {
  texts: () => t().installation,
  list: auditQueries.installation,
  facets: auditQueries.installationFacets,
  verify: () => api.installation.verifyEvents.query({}),
  download: () => ({ path: '/api/v1/installation/audit-events/export', tenant: null, name: 'audit-installation' }),
};
