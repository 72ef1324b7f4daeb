import {
  type NotificationRuleWithSecret,
  SECRET_OVERLAP_HOURS,
  type UpdateNotificationRuleInput,
} from '@portolan/contract';
import { recordEvent } from '../audit/record-event.ts';
import type { Services, TenantContext } from '../context.ts';
import { AppError, invalid } from '../errors.ts';
import { idArray } from '../id-array.ts';
import { mutate } from '../mutate.ts';
import { assertMaySend, assertOwnConnections, ruleNameTaken, storedFilter } from './checked-rule.ts';
import { auditedRule, RULE_COLUMNS, type RuleRow, requireRule, toRule } from './rule-row.ts';
import { formatOf, newSecret, openTarget, sealTarget, shownTarget, type TargetSecrets } from './target.ts';

const UPDATE = `
  update notification_rules as r set name = ?, enabled = ?, events = ?::text[], only_breaking = ?, filter = ?::jsonb,
    target = ?::jsonb, encrypted_target = ?, target_key_id = ?, former_secret_until = ?, updated_at = clock_timestamp()
  where r.tenant_id = ? and r.id = ? returning ${RULE_COLUMNS}`;
const OVERLAP_MS = SECRET_OVERLAP_HOURS * 3_600_000;

/** Changes what the input names. Another secret is told now, and never again; the former one still signs for a day. */
export async function updateRule(
  ctx: TenantContext,
  input: UpdateNotificationRuleInput,
): Promise<NotificationRuleWithSecret> {
  await assertMaySend(ctx.services, input.target);
  const filter = input.filter && storedFilter(input.filter);
  const updated = mutate(ctx, async (em, held) => {
    const former = await requireRule(em, held, input.id);
    await assertOwnConnections(em, held, filter);
    const { name = former.name, enabled = former.enabled, onlyBreaking = former.onlyBreaking } = input;
    const events = [...new Set(input.events ?? former.events)];
    const { stored, until, secret } = await changedTarget(ctx.services, former, input);
    const what = [name, enabled, idArray(events), onlyBreaking, JSON.stringify(filter ?? former.filter)];
    const target = JSON.stringify(input.target ? shownTarget(input.target) : former.target);
    const values = [...what, target, stored.text, stored.keyId, until, held.tenant.id, former.id];
    const [row] = (await em.execute<RuleRow[]>(UPDATE, values)) as [RuleRow];
    const states = { before: auditedRule(former), after: auditedRule(row) };
    const details = { name, ...states, secretRotated: secret !== null };
    const entry = {
      action: 'notifications:update',
      entityType: 'notification_rule',
      entityId: row.id,
      details,
    } as const;
    await recordEvent(em, held, entry);
    return { ...toRule(row), secret };
  });
  return updated.catch(ruleNameTaken);
}

interface ChangedTarget {
  stored: { text: string | null; keyId: string | null };
  until: Date | string | null;
  /** Where one was made. */
  secret: string | null;
}

async function changedTarget(
  { keyring }: Pick<Services, 'keyring'>,
  former: RuleRow,
  { target, rotateSecret = false }: UpdateNotificationRuleInput,
): Promise<ChangedTarget> {
  const kept = { text: former.encryptedTarget, keyId: former.targetKeyId };
  const format = formatOf(target ?? former.target);
  if (rotateSecret && format !== 'standard') throw invalid('rotateSecret', 'This target has no secret');
  if (!target && !rotateSecret) return { stored: kept, until: former.formerSecretUntil, secret: null };
  if (format === null) return { stored: { text: null, keyId: null }, until: null, secret: null };
  const known = await openTarget(keyring, former);
  const url = target?.type === 'webhook' ? target.url : known?.url;
  if (!url) throw new AppError('CONFLICT', 'No configured key opens the address of this rule: enter its target again');
  const isMade = format === 'standard' && (rotateSecret || !known?.secret);
  const secrets = isMade ? madeAnew(url, known) : { url, secret: signs(format, known), former: known?.former ?? null };
  const { text, keyId } = await sealTarget(keyring, former, secrets);
  const until = isMade ? secrets.former && new Date(Date.now() + OVERLAP_MS) : former.formerSecretUntil;
  return { stored: { text, keyId }, until, secret: isMade ? secrets.secret : null };
}

function madeAnew(url: string, known: TargetSecrets | null): TargetSecrets {
  return { url, secret: newSecret(), former: known?.secret ?? null };
}

function signs(format: string, known: TargetSecrets | null): string | null {
  return format === 'standard' ? (known?.secret ?? null) : null;
}
