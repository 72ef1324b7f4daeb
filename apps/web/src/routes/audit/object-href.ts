import type { AuditEvent } from '@portolan/contract';
import { inTenant } from '../../lib/addresses.ts';
import { incidentHref } from '../incidents/index.ts';
import { connectionHref } from '../introspection/index.ts';

/** What is gone has no page. */
const ENDINGS = [
  'connections:delete',
  'roles:delete',
  'apiKeys:revoke',
  'serviceAccounts:delete',
  'users:remove',
  'tenants:purge',
  'vms:delete',
];

/** Where the object of an event is shown, if anywhere. */
export function objectHref({ action, entityType, entityId, outcome }: AuditEvent, name: string): string | null {
  if (entityId === null || (outcome === 'success' && ENDINGS.includes(action))) return null;
  switch (entityType) {
    case 'connection':
      return connectionHref(entityId);
    case 'incident':
      return incidentHref(entityId);
    case 'user':
      return inTenant(`/users?${new URLSearchParams({ search: name })}`);
    case 'role':
      return inTenant('/roles');
    case 'invitation':
      return inTenant('/invitations');
    case 'api_key':
      return inTenant('/api-keys');
    case 'service_account':
      return inTenant('/service-accounts');
    case 'tenant':
      return '/tenants';
    case 'vm':
      return inTenant(`/vms/${entityId}`);
    case 'vm_template':
    case 'hypervisor':
      return '/hypervisors';
    case 'operator_invitation':
      return '/operators';
    default:
      return null;
  }
}
