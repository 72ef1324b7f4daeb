import type { Principal, TenantProblem } from './context.ts';
import { AppError } from './errors.ts';
import type { PermissionRule, Right } from './right.ts';

/** Refuses whoever lacks the right, with the same words whenever it is asked. */
export function assertRight(
  { access, rule }: Right,
  principal: Principal | null,
  tenantProblem: TenantProblem | null,
): void {
  if (access === 'public') return;
  if (!principal) throw new AppError('UNAUTHORIZED', 'Sign in first');
  if (tenantProblem === 'foreign')
    throw new AppError('FORBIDDEN', 'You are not a member of this tenant', { crossTenant: true });
  if (access === 'session' && principal.credential.kind !== 'session') {
    throw new AppError('FORBIDDEN', 'An API key cannot do this; sign in instead');
  }
  if (access === 'operator' && !principal.isOperator) {
    throw new AppError('FORBIDDEN', 'Only an operator of this installation may do this');
  }
  if (access !== 'tenant') return;
  if (!principal.tenant) throw new AppError('TENANT_REQUIRED', 'Name a tenant in X-Tenant-Id (its id or slug)');
  assertRule(rule ?? { all: [] }, principal, principal.tenant.name);
}

function assertRule(rule: PermissionRule, { permissions }: Principal, tenantName: string): void {
  if ('any' in rule) {
    if (rule.any.some((permission) => permissions.has(permission))) return;
    throw new AppError('FORBIDDEN', `This needs one of the permissions ${rule.any.join(', ')} in ${tenantName}`);
  }
  const lacking = rule.all.filter((permission) => !permissions.has(permission));
  if (lacking.length === 0) return;
  const noun = lacking.length === 1 ? 'permission' : 'permissions';
  throw new AppError('FORBIDDEN', `This needs the ${noun} ${lacking.join(', ')} in ${tenantName}`);
}
