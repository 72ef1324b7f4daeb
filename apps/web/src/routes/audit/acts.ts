import { AUDIT_ACTIONS, type AuditAction } from '@portolan/contract';
import { wholeNumber } from '../../lib/format.ts';
import type { Texts } from '../../lib/locale.ts';
import { actTexts, detailTexts } from './texts.ts';

export type Details = Readonly<Record<string, unknown>>;
export type ObjectKind = keyof Texts['auditActs']['objects'];

/** How a sentence tells of an act: what was done, if that is ever told, and what was to be done. */
interface ActWords {
  did?: string;
  to: string;
}

interface Act {
  /** What it is done to, where an event names no kind. */
  of?: ObjectKind;
  /** The server does it by itself, or whoever has a command line on it. */
  byServer?: true;
  /** What was done, as far as the event knows more of it. */
  did?(details: Details): string | undefined;
}

/** What is to be known of an action beside its words. */
const ACTS: Partial<Record<AuditAction, Act>> = {
  'apiKeys:create': { of: 'api_key' },
  'apiKeys:endOverlap': { of: 'api_key' },
  'apiKeys:revoke': { of: 'api_key' },
  'apiKeys:rotate': { of: 'api_key' },
  'apiKeys:uses': { of: 'api_key' },
  'audit:archive': { byServer: true },
  'audit:begin': { byServer: true },
  'auth:approveHandOver': { of: 'hand_over' },
  'auth:completeHandOver': { of: 'hand_over' },
  'auth:createResetLink': { of: 'user', byServer: true },
  'auth:refuseHandOver': { of: 'hand_over' },
  'auth:requestPasswordReset': { of: 'user' },
  'connections:create': { of: 'connection' },
  'connections:delete': { of: 'connection' },
  'connections:get': { of: 'connection' },
  'connections:import': { did: imported },
  'connections:purge': { of: 'connection', byServer: true },
  'connections:restore': { of: 'connection' },
  'connections:test': { of: 'connection' },
  'connections:update': { of: 'connection', did: changedFields },
  'health:acknowledge': { of: 'incident' },
  'health:checkNow': { of: 'connection' },
  'health:closeIncident': { of: 'incident', byServer: true },
  'health:get': { of: 'connection' },
  'health:history': { of: 'connection' },
  'health:openIncident': { of: 'incident', byServer: true },
  'hypervisors:add': { of: 'hypervisor' },
  'hypervisors:remove': { of: 'hypervisor' },
  'hypervisors:test': { of: 'hypervisor' },
  'installation:backup': { byServer: true },
  'installation:restore': { byServer: true },
  'introspection:diagram': { of: 'connection' },
  'introspection:diff': { of: 'connection' },
  'introspection:fields': { of: 'connection' },
  'introspection:layout': { of: 'connection' },
  'introspection:migration': { of: 'connection' },
  'introspection:outline': { of: 'connection' },
  'introspection:overview': { of: 'connection' },
  'introspection:progress': { of: 'connection' },
  'introspection:referencedBy': { of: 'connection' },
  'introspection:refresh': { of: 'connection', did: readSchema },
  'introspection:resetLayout': { of: 'connection' },
  'introspection:schemas': { of: 'connection' },
  'introspection:setLayout': { of: 'connection' },
  'introspection:schedule': { of: 'connection' },
  'introspection:snapshots': { of: 'connection' },
  'introspection:statements': { of: 'connection' },
  'introspection:tables': { of: 'connection' },
  'introspection:types': { of: 'connection' },
  'invitations:accept': { of: 'invitation' },
  'invitations:decline': { of: 'invitation' },
  'invitations:lookup': { of: 'invitation' },
  'invitations:resend': { of: 'invitation' },
  'invitations:revoke': { of: 'invitation' },
  'keys:adopt': { byServer: true },
  'keys:rotate': { byServer: true },
  'notifications:create': { of: 'notification_rule' },
  'notifications:delete': { of: 'notification_rule' },
  'notifications:test': { of: 'notification_rule' },
  'notifications:update': { of: 'notification_rule' },
  'operators:decline': { of: 'operator_invitation' },
  'operators:lookup': { of: 'operator_invitation' },
  'operators:remove': { did: ({ email }) => (email ? actTexts().more.removedOperator : undefined) },
  'roles:create': { of: 'role' },
  'roles:delete': { of: 'role' },
  'roles:get': { of: 'role' },
  'roles:setUsers': { of: 'role', did: () => actTexts().more.changedHolders },
  'roles:update': { of: 'role' },
  'roles:users': { of: 'role' },
  'serviceAccounts:create': { of: 'service_account' },
  'serviceAccounts:createKey': { of: 'service_account' },
  'serviceAccounts:delete': { of: 'service_account' },
  'serviceAccounts:get': { of: 'service_account' },
  'serviceAccounts:keys': { of: 'service_account' },
  'serviceAccounts:update': { of: 'service_account' },
  'tenants:adoptServer': { byServer: true },
  'tenants:create': { of: 'tenant' },
  'tenants:delete': { of: 'tenant' },
  'tenants:get': { of: 'tenant' },
  'tenants:inviteAdmin': { of: 'tenant' },
  'tenants:purge': { of: 'tenant', byServer: true },
  'tenants:restore': { of: 'tenant' },
  'users:get': { of: 'user' },
  'users:remove': { of: 'user' },
  'users:setActive': { of: 'user', did: deactivated },
  'views:create': { of: 'view' },
  'views:delete': { of: 'view' },
  'views:update': { of: 'view' },
  'vmTemplates:update': { of: 'vm_template' },
  'vms:action': { of: 'vm' },
  'vms:create': { of: 'vm' },
  'vms:delete': { of: 'vm' },
  'vms:get': { of: 'vm' },
  'vms:logs': { of: 'vm' },
  'vms:watchLogs': { of: 'vm' },
  'vms:quotaOf': { of: 'tenant' },
  'vms:setQuota': { of: 'tenant' },
  'vms:update': { of: 'vm' },
};

/** An action with its words; one of another version of the product has its own name for them. */
export function actOf(action: string): Act & { isKnown: boolean; words: ActWords } {
  const known = AUDIT_ACTIONS.find((one) => one === action);
  if (!known) return { isKnown: false, words: actTexts().unknown };
  return { ...ACTS[known], isKnown: true, words: actTexts().acts[known] };
}

/** What an event of it puts into its sentence, beside whom and what it is about. */
export function countsIn({ added, removed, created, changed }: Details): Record<string, string> {
  return {
    fields: list(changed)
      .map((field) => detailTexts().field(String(field)))
      .join(', '),
    added: wholeNumber(list(added).length),
    removed: wholeNumber(list(removed).length),
    created: wholeNumber(Number(created)),
    changed: wholeNumber(Number(changed)),
  };
}

const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

function changedFields({ changed }: Details): string | undefined {
  return list(changed).length > 0 ? actTexts().more.changedFields : undefined;
}

function readSchema({ tables, changed }: Details): string | undefined {
  if (typeof tables !== 'number') return undefined;
  const { readTables, readUnchanged } = actTexts().more;
  return changed === false ? readUnchanged(tables) : readTables(tables);
}

function imported({ created, changed }: Details): string | undefined {
  return typeof created === 'number' && typeof changed === 'number' ? actTexts().more.imported : undefined;
}

function deactivated({ after }: Details): string | undefined {
  const state = typeof after === 'object' && after !== null ? (after as Details) : {};
  return state.isActive === false ? actTexts().more.deactivated : undefined;
}
