import type { NotificationDelivery, NotifiedEvent } from '@portolan/contract';
import { isoOf } from './rule-row.ts';
import type { ToldEvent } from './tenant-event.ts';
import { subjectOf } from './texts.ts';

export interface DeliveryRow {
  id: string;
  tenantId: string;
  ruleId: string | null;
  ruleName: string;
  target: string;
  messageId: string;
  kind: NotificationDelivery['kind'];
  events: ToldEvent[];
  types: NotifiedEvent[];
  count: number;
  status: NotificationDelivery['status'];
  attempts: number;
  answerCode: number | null;
  failure: string | null;
  createdAt: Date | string;
  lastAttemptAt: Date | string | null;
  nextAttemptAt: Date | string | null;
  endedAt: Date | string | null;
}

export const DELIVERY_COLUMNS = `
  d.id, d.tenant_id as "tenantId", d.rule_id as "ruleId", d.rule_name as "ruleName", d.target,
  d.message_id as "messageId", d.kind, d.events, d.types, d.count, d.status, d.attempts, d.answer_code as "answerCode",
  d.failure, d.created_at as "createdAt", d.last_attempt_at as "lastAttemptAt", d.next_attempt_at as "nextAttemptAt",
  d.ended_at as "endedAt"`;

/** The `webhook-id`: the same for each attempt and for what is sent again. */
export function messageIdOf({ messageId }: Pick<DeliveryRow, 'messageId'>): string {
  return `msg_${messageId.replaceAll('-', '')}`;
}

export function toDelivery(row: DeliveryRow): NotificationDelivery {
  return {
    id: row.id,
    ruleId: row.ruleId,
    ruleName: row.ruleName,
    target: row.target,
    messageId: messageIdOf(row),
    kind: row.kind,
    types: row.types,
    count: row.count,
    subject: subjectOf(row.events, row.count),
    status: row.status,
    attempts: row.attempts,
    answerCode: row.answerCode,
    failure: row.failure,
    createdAt: new Date(row.createdAt).toISOString(),
    lastAttemptAt: isoOf(row.lastAttemptAt),
    nextAttemptAt: isoOf(row.nextAttemptAt),
    endedAt: isoOf(row.endedAt),
  };
}
