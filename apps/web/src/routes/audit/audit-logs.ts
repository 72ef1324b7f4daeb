import type { AuditVerification } from '@portolan/contract';
import { api } from '../../lib/client.ts';
import { currentTenant } from '../../lib/tenant-choice.ts';
import { auditQueries } from './queries.ts';

/** Where a log is saved from: its address, the tenant that is named with it, and how the file begins. */
export interface Download {
  path: string;
  tenant: string | null;
  name: string;
}

/** One audit log, with the words of its page. */
export interface AuditLog {
  title: string;
  text: string;
  /** What stands there before there is an event. */
  nothing: string;
  list: typeof auditQueries.list;
  facets: typeof auditQueries.facets;
  verify(): Promise<AuditVerification>;
  download(): Download;
}

export const tenantLog: AuditLog = {
  title: 'Audit log',
  text: 'Who did what in this tenant, and what was refused. Nobody can change it unnoticed.',
  nothing: 'Whatever is done in this tenant will stand here.',
  list: auditQueries.list,
  facets: auditQueries.facets,
  verify: () => api.audit.verify.query({}),
  download() {
    const tenant = currentTenant() ?? '';
    return { path: '/api/v1/audit-events/export', tenant, name: `audit-${tenant}` };
  },
};

export const installationLog: AuditLog = {
  title: 'Installation log',
  text: 'What happened above all tenants: who signed in and who was refused, and the work of operators.',
  nothing: 'Whoever signs in will stand here.',
  list: auditQueries.installation,
  facets: auditQueries.installationFacets,
  verify: () => api.installation.verifyEvents.query({}),
  download: () => ({ path: '/api/v1/installation/audit-events/export', tenant: null, name: 'audit-installation' }),
};
