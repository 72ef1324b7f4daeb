import {
  INVITATION_STATUSES,
  type Invitation,
  type InvitationPage,
  type InvitationStatus,
  type ListInvitationsInput,
  toPage,
} from '@portolan/contract';
import type { Statement } from '@portolan/db';
import type { TenantContext } from '../context.ts';

type Row = Omit<Invitation, 'expiresAt' | 'createdAt'> & { expiresAt: Date; createdAt: Date };

const STATUS = `case when i.status = 'pending' and i.expires_at <= now() then 'expired' else i.status end`;

/** Prepared once for each filter: one that could do everything would be planned for the worst case. */
function listStatement(status: InvitationStatus | undefined): Statement {
  const where = `i.tenant_id = scope.tenant_id${status ? ` and ${STATUS} = '${status}'` : ''}`;
  return {
    name: `invitations-list-${status ?? 'all'}`,
    text: `
      select n.total, i.*
      from (select set_config('portolan.tenant_id', $1, true)::uuid as tenant_id offset 0) scope
      cross join lateral (select count(*)::int as total from invitations i where ${where}) n
      left join lateral (
        select i.id, i.email, i.role_id as "roleId", ${STATUS} as status, i.expires_at as "expiresAt",
               i.created_at as "createdAt", r.name as "roleName", u.email as "invitedBy"
        from invitations i
        left join roles r on r.tenant_id = i.tenant_id and r.id = i.role_id
        left join users u on u.id = i.invited_by_user_id
        where ${where}
        order by i.created_at desc, i.id
        limit $2 offset $3
      ) i on true`,
  };
}

const everyone = listStatement(undefined);
const byStatus = new Map(INVITATION_STATUSES.map((status) => [status, listStatement(status)]));

/** The invitations of the tenant, the newest first, whatever became of them. */
export async function listInvitations(ctx: TenantContext, input: ListInvitationsInput): Promise<InvitationPage> {
  const { page, pageSize, offset } = toPage(input);
  const statement = (input.status && byStatus.get(input.status)) ?? everyone;
  const values = [ctx.tenant.id, pageSize, offset];
  const rows = await ctx.services.db.read<{ total: number } & (Row | { id: null })>(statement, values);
  const items = rows.filter((row) => row.id !== null).map((row) => toInvitation(row as Row));
  return { items, total: rows[0]?.total ?? 0, page, limit: pageSize };
}

function toInvitation({ id, email, roleId, status, roleName, invitedBy, expiresAt, createdAt }: Row): Invitation {
  const times = { expiresAt: expiresAt.toISOString(), createdAt: createdAt.toISOString() };
  return { id, email, roleId, status, roleName, invitedBy, ...times };
}
