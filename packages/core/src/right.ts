import type { Permission } from '@portolan/contract';

/** Who may call: anyone, any known caller, a person who signed in, operators, or members of the tenant by a rule. */
export type Access = 'public' | 'caller' | 'session' | 'operator' | 'tenant';

/** What a member must hold in the tenant: all of these, or any of these. */
export type PermissionRule = { all: readonly Permission[] } | { any: readonly Permission[] };

/** What an act demands of its caller; asked when it begins, and again whenever it becomes true. */
export interface Right {
  access: Access;
  rule?: PermissionRule;
}
