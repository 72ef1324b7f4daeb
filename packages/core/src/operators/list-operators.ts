import { type ListOperatorsInput, type Operator, type OperatorPage, toPage } from '@portolan/contract';
import { byName } from '../by-name.ts';
import type { Context } from '../context.ts';

type Row = Omit<Operator, 'expiresAt' | 'createdAt'> & { expiresAt: Date | string | null; createdAt: Date | string };

const ROWS = `
  select 0 as rank, u.id, u.email, u.first_name as "firstName", u.last_name as "lastName",
         case when u.is_active then 'active' else 'inactive' end as status,
         null as "invitedBy", null::timestamptz as "expiresAt", u.created_at as "createdAt"
  from users u where u.is_operator
  union all
  select 1, i.id, i.email, null, null, case when i.expires_at > now() then 'invited' else 'expired' end,
         u.email, i.expires_at, i.created_at
  from operator_invitations i left join users u on u.id = i.invited_by_user_id
  where i.status = 'pending'`;

/** The operators of the installation by e-mail address, and behind them whoever is invited to be one. */
export function listOperators(ctx: Context, input: ListOperatorsInput): Promise<OperatorPage> {
  const { page, pageSize: limit, offset } = toPage(input);
  return ctx.services.db.ownerTransaction(async (em) => {
    const rows = await em.execute<Row[]>(
      `select id, email, "firstName", "lastName", status, "invitedBy", "expiresAt", "createdAt"
       from (${ROWS}) r order by rank, ${byName('email')}, id limit ? offset ?`,
      [limit, offset],
    );
    const [counted] = await em.execute<{ total: number }[]>(`select count(*)::int as total from (${ROWS}) r`);
    return { items: rows.map(toOperator), total: counted?.total ?? 0, page, limit };
  });
}

function toOperator({ expiresAt, createdAt, ...row }: Row): Operator {
  return {
    ...row,
    expiresAt: expiresAt === null ? null : new Date(expiresAt).toISOString(),
    createdAt: new Date(createdAt).toISOString(),
  };
}
