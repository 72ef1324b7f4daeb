import {
  INVITATION_STATUSES,
  type Invitation,
  type InvitationPage,
  type InvitationStatus,
  type ListInvitationsInput,
  toPage,
} from '@portolan/contract';
import type { TenantContext } from '../context.ts';
import { type PageStatement, pageStatement, readPage } from '../paged-read.ts';

type Row = Omit<Invitation, 'expiresAt' | 'createdAt'> & { expiresAt: Date; createdAt: Date };

const STATUS = `case when i.status = 'pending' and i.expires_at <= now() then 'expired' else i.status end`;

/** Prepared once for each filter: one that could do everything would be planned for the worst case. */
function listStatement(status?: InvitationStatus): PageStatement {
  return pageStatement(`invitations-list-${status ?? 'all'}`, {
    columns: `
      i.id, i.email, i.role_id as "roleId", ${STATUS} as status, i.expires_at as "expiresAt",
      i.created_at as "createdAt", r.name as "roleName", account_email(i.invited_by_user_id) as "invitedBy"`,
    from: 'invitations i',
    joins: `
      left join roles r on r.tenant_id = i.tenant_id and r.id = i.role_id`,
    where: `i.tenant_id = scope.tenant_id${status ? ` and ${STATUS} = '${status}'` : ''}`,
    orderBy: 'i.created_at desc, i.id',
  });
}

const everyone = listStatement();
const byStatus = new Map(INVITATION_STATUSES.map((status) => [status, listStatement(status)]));

/** The invitations of the tenant, the newest first, whatever became of them. */
export async function listInvitations(ctx: TenantContext, input: ListInvitationsInput): Promise<InvitationPage> {
  const { page, pageSize: limit, offset } = toPage(input);
  const statement = (input.status && byStatus.get(input.status)) ?? everyone;
  const { rows, total } = await readPage<Row>(ctx, statement, {
    limit,
    offset,
    countedBy: input.status ? undefined : 'invitations',
  });
  return { items: rows.map(toInvitation), total, page, limit };
}

function toInvitation({ id, email, roleId, status, roleName, invitedBy, expiresAt, createdAt }: Row): Invitation {
  const times = { expiresAt: expiresAt.toISOString(), createdAt: createdAt.toISOString() };
  return { id, email, roleId, status, roleName, invitedBy, ...times };
}
