import { type ListNotificationRulesInput, type NotificationRulePage, toPage } from '@portolan/contract';
import { byName } from '../by-name.ts';
import type { TenantContext } from '../context.ts';
import { pageStatement, readPage } from '../paged-read.ts';
import { RULE_COLUMNS, type RuleRow, toRule } from './rule-row.ts';

const LIST = pageStatement('notification-rules-list', {
  columns: RULE_COLUMNS,
  from: 'notification_rules r',
  where: 'r.tenant_id = scope.tenant_id',
  orderBy: `${byName('r.name')}, r.id`,
});

/** The rules of the tenant, by name. */
export async function listRules(ctx: TenantContext, input: ListNotificationRulesInput): Promise<NotificationRulePage> {
  const { page, pageSize: limit, offset } = toPage(input);
  const { rows, total } = await readPage<RuleRow>(ctx, LIST, { limit, offset });
  return { items: rows.map(toRule), total, page, limit };
}
