import type { Context } from '../context.ts';

/** The id to remove an operator or an invitation by, from an e-mail address; null where nobody has it. */
export function findOperatorId({ services }: Context, email: string): Promise<string | null> {
  return services.db.ownerTransaction(async (em) => {
    const [row] = await em.execute<{ id: string }[]>(
      `select id from users where is_operator and account_key(email) = account_key(?)
       union all
       select id from operator_invitations where status = 'pending' and account_key(email) = account_key(?)`,
      [email, email],
    );
    return row?.id ?? null;
  });
}
