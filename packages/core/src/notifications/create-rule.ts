import type { CreateNotificationRuleInput, NotificationRuleWithSecret } from '@portolan/contract';
import type { EntityManager } from '@portolan/db';
import { recordEvent } from '../audit/record-event.ts';
import type { TenantContext } from '../context.ts';
import { AppError } from '../errors.ts';
import { idArray } from '../id-array.ts';
import { mutate } from '../mutate.ts';
import { assertMaySend, assertOwnConnections, ruleNameTaken, storedFilter } from './checked-rule.ts';
import { auditedRule, RULE_COLUMNS, type RuleRow, toRule } from './rule-row.ts';
import { formatOf, newSecret, sealTarget, shownTarget } from './target.ts';

/** Each event asks all rules of its tenant. */
const MOST = 100;
const INSERT = `
  insert into notification_rules as r (
    id, tenant_id, name, enabled, events, only_breaking, filter, target, encrypted_target, target_key_id)
  values (?, ?, ?, ?, ?::text[], ?, ?::jsonb, ?::jsonb, ?, ?) returning ${RULE_COLUMNS}`;

/** A rule, with the secret of its webhook: it is told now, and never again. */
export async function createRule(
  ctx: TenantContext,
  input: CreateNotificationRuleInput,
): Promise<NotificationRuleWithSecret> {
  const { name, target, enabled = true, onlyBreaking = false } = input;
  const { keyring } = ctx.services;
  await assertMaySend(ctx.services, target);
  const filter = storedFilter(input.filter ?? { type: 'all' });
  const bound = { id: crypto.randomUUID(), tenantId: ctx.tenant.id };
  const secret = formatOf(target) === 'standard' ? newSecret() : null;
  const sealed =
    target.type === 'webhook' ? await sealTarget(keyring, bound, { url: target.url, secret, former: null }) : null;
  const created = mutate(ctx, async (em, held) => {
    await assertRoom(em, held);
    await assertOwnConnections(em, held, filter);
    const what = [name, enabled, idArray([...new Set(input.events)]), onlyBreaking, JSON.stringify(filter)];
    const where = [JSON.stringify(shownTarget(target)), sealed?.text ?? null, sealed?.keyId ?? null];
    const values = [bound.id, bound.tenantId, ...what, ...where];
    const [row] = (await em.execute<RuleRow[]>(INSERT, values)) as [RuleRow];
    const details = { name, after: auditedRule(row) };
    const entry = {
      action: 'notifications:create',
      entityType: 'notification_rule',
      entityId: row.id,
      details,
    } as const;
    await recordEvent(em, held, entry);
    return { ...toRule(row), secret };
  });
  return created.catch(ruleNameTaken);
}

async function assertRoom(em: EntityManager, { tenant }: TenantContext): Promise<void> {
  const sql = 'select count(*)::int as n from notification_rules where tenant_id = ?';
  const [made] = await em.execute<{ n: number }[]>(sql, [tenant.id]);
  if (made && made.n >= MOST) throw new AppError('CONFLICT', `There are ${MOST} notification rules; delete one first`);
}
