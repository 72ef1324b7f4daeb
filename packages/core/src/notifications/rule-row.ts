import type { NotificationRule, NotificationTarget, NotifiedEvent } from '@portolan/contract';
import type { EntityManager } from '@portolan/db';
import type { TenantContext } from '../context.ts';
import { AppError } from '../errors.ts';
import type { RuleFilter } from './concerned.ts';
import type { StoredTarget } from './target.ts';

export interface RuleRow extends StoredTarget {
  name: string;
  enabled: boolean;
  events: NotifiedEvent[];
  onlyBreaking: boolean;
  filter: RuleFilter;
  target: NotificationTarget;
  formerSecretUntil: Date | string | null;
  lastMessageAt: Date | string | null;
  createdAt: Date | string;
  updatedAt: Date | string;
}

export const RULE_COLUMNS = `
  r.id, r.tenant_id as "tenantId", r.name, r.enabled, r.events, r.only_breaking as "onlyBreaking", r.filter, r.target,
  r.encrypted_target as "encryptedTarget", r.target_key_id as "targetKeyId",
  r.former_secret_until as "formerSecretUntil", r.last_message_at as "lastMessageAt", r.created_at as "createdAt",
  r.updated_at as "updatedAt"`;

const FIND = `select ${RULE_COLUMNS} from notification_rules r where r.tenant_id = ? and r.id = ? for update`;

/** A rule of the tenant, locked until the transaction ends; anybody else's is nowhere. */
export async function requireRule(em: EntityManager, { tenant }: TenantContext, id: string): Promise<RuleRow> {
  const [row] = await em.execute<RuleRow[]>(FIND, [tenant.id, id]);
  if (!row) throw new AppError('NOT_FOUND', 'Notification rule not found');
  return row;
}

export function toRule(row: RuleRow): NotificationRule {
  const until = row.formerSecretUntil && new Date(row.formerSecretUntil);
  return {
    id: row.id,
    name: row.name,
    enabled: row.enabled,
    events: row.events,
    onlyBreaking: row.onlyBreaking,
    filter: row.filter,
    target: row.target,
    formerSecretUntil: until && until.getTime() > Date.now() ? until.toISOString() : null,
    lastMessageAt: isoOf(row.lastMessageAt),
    createdAt: new Date(row.createdAt).toISOString(),
    updatedAt: new Date(row.updatedAt).toISOString(),
  };
}

/** What the audit log keeps of a rule: no secret, and no address that is one. */
export function auditedRule({ name, enabled, events, onlyBreaking, filter, target }: RuleRow) {
  return { name, enabled, events, onlyBreaking, filter, target };
}

export function isoOf(at: Date | string | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}
