import { type ExplainInput, type Explanation, PERMISSION_CATALOGUE, type Permission } from '@portolan/contract';
import type { EntityManager } from '@portolan/db';
import { byName } from '../by-name.ts';
import type { TenantContext } from '../context.ts';
import { AppError } from '../errors.ts';
import { notInTenant } from '../not-in-tenant.ts';

interface RoleName {
  id: string;
  name: string;
}
type Missing = Explanation['missing'];

const MOST_GRANTORS = 10;

/** The permission that mends each missing link, where one does. */
const MENDED_BY: Record<NonNullable<Missing>, Permission> = {
  membership: 'invitation:create',
  inactive: 'user:update',
  role: 'role:assign_users',
  key: 'api_key:create',
};

/** A service account has no person who could be invited, or make keys. */
const MENDED_BY_OF_SERVICE: Partial<typeof MENDED_BY> = {
  inactive: 'service_account:update',
  key: 'service_account:update',
};

/**
 * Why a user may or may not do something in the tenant: the roles that prove it, or the first link that is missing, the
 * roles that would grant it and the people who can mend it.
 */
export async function explain(ctx: TenantContext, input: ExplainInput): Promise<Explanation> {
  const { principal, tenant, services } = ctx;
  const userId = input.userId?.toLowerCase() ?? principal.userId;
  const self = userId === principal.userId;
  if (!self) assertMayAskAbout(ctx);
  return services.db.transaction({ tenantId: tenant.id }, async (em) => {
    const { permission } = input;
    const member = await findMember(em, tenant.id, userId);
    if (!member && !self) await assertKnown(em, ctx, userId);
    const heldThrough = await rolesWith(em, tenant.id, permission, userId);
    const keyLacks = self && principal.credential.kind === 'apiKey' && !principal.permissions.has(permission);
    const missing = missingLink(member, heldThrough, keyLacks);
    const facts = { userId, permission, permissionName: nameOf(permission), heldThrough, missing };
    if (!missing) return { ...facts, allowed: true, reason: granted(heldThrough), grantedBy: [], grantors: [] };
    const grantedBy = await rolesWith(em, tenant.id, permission);
    const mending = (member?.isService && MENDED_BY_OF_SERVICE[missing]) || MENDED_BY[missing];
    const grantors = await membersWith(em, tenant.id, mending, missing === 'role' ? permission : null);
    return { ...facts, allowed: false, reason: refused(missing, permission, grantedBy), grantedBy, grantors };
  });
}

function assertMayAskAbout({ principal, tenant }: TenantContext): void {
  if (principal.permissions.has('user:read') && principal.permissions.has('role:read')) return;
  throw new AppError('FORBIDDEN', `To ask about others you need user:read and role:read in ${tenant.name}`);
}

async function findMember(em: EntityManager, tenantId: string, userId: string) {
  const [row] = await em.execute<{ active: boolean; isService: boolean }[]>(
    `select m.is_active and u.is_active as active, u.email is null as "isService" from memberships m join users u on u.id = m.user_id
     where m.tenant_id = ? and m.user_id = ?`,
    [tenantId, userId],
  );
  return row;
}

/** A user of another tenant is refused, one of no tenant explained: they lack a membership. */
async function assertKnown(em: EntityManager, ctx: TenantContext, userId: string): Promise<void> {
  const error = await notInTenant(em, ctx, { type: 'user', id: userId });
  if (error.code === 'FORBIDDEN') throw error;
  const [account] = await em.execute<{ email: string | null }[]>('select account_email(?) as email', [userId]);
  if (!account?.email) throw error;
}

/** Roles of the tenant that hold the permission; with a user, only theirs. */
function rolesWith(em: EntityManager, tenantId: string, permission: Permission, userId?: string): Promise<RoleName[]> {
  const own = userId
    ? 'and exists (select from membership_roles mr where mr.tenant_id = r.tenant_id and mr.role_id = r.id and mr.user_id = ?)'
    : '';
  return em.execute<RoleName[]>(
    `select r.id, r.name from roles r
     join role_permissions rp on rp.tenant_id = r.tenant_id and rp.role_id = r.id
     where r.tenant_id = ? and rp.permission_id = ? ${own}
     order by r.is_system desc, ${byName('r.name')}, r.id limit 50`,
    userId ? [tenantId, permission, userId] : [tenantId, permission],
  );
}

function missingLink(member: { active: boolean } | undefined, heldThrough: RoleName[], keyLacks: boolean): Missing {
  if (!member) return 'membership';
  if (!member.active) return 'inactive';
  if (heldThrough.length === 0) return 'role';
  return keyLacks ? 'key' : null;
}

/**
 * Active members who hold the permission that mends it; to hand out a role they must hold one of those whole. What each
 * member holds is gathered once: a tenant may have thousands.
 */
function membersWith(em: EntityManager, tenantId: string, mending: Permission, granted: Permission | null) {
  const giveable = `with giveable as materialized (
      select array_agg(rp.permission_id) as permissions from role_permissions rp
      where rp.tenant_id = ? and rp.role_id in (
        select g.role_id from role_permissions g where g.tenant_id = ? and g.permission_id = ?)
      group by rp.role_id)`;
  return em.execute<{ id: string; email: string; name: string | null }[]>(
    `${granted ? giveable : ''}
     select u.id, u.email, nullif(concat_ws(' ', u.first_name, u.last_name), '') as name
     from memberships m
     join users u on u.id = m.user_id
     cross join lateral (
       select array_agg(rp.permission_id) as permissions from membership_roles mr
       join role_permissions rp on rp.tenant_id = mr.tenant_id and rp.role_id = mr.role_id
       where mr.tenant_id = m.tenant_id and mr.user_id = m.user_id) held
     where m.tenant_id = ? and m.is_active and u.is_active and u.email is not null and ? = any (held.permissions)
       ${granted ? 'and exists (select from giveable where giveable.permissions <@ held.permissions)' : ''}
     order by ${byName('u.email')}, u.id limit ${MOST_GRANTORS}`,
    [...(granted ? [tenantId, tenantId, granted] : []), tenantId, mending],
  );
}

function nameOf(permission: Permission): string {
  return PERMISSION_CATALOGUE.find(({ id }) => id === permission)?.name ?? permission;
}

function granted(roles: RoleName[]): string {
  return `Allowed by ${roles.map(({ name }) => name).join(', ')}`;
}

function refused(missing: NonNullable<Missing>, permission: Permission, grantedBy: RoleName[]): string {
  if (missing === 'membership') return 'Not a member of this tenant';
  if (missing === 'inactive') return 'The membership in this tenant is deactivated';
  if (missing === 'key') return `This API key was not given ${permission}`;
  const roles = grantedBy.map(({ name }) => name).join(', ');
  return roles ? `Needs ${permission}, which these roles hold: ${roles}` : `Needs ${permission}, which no role holds`;
}
