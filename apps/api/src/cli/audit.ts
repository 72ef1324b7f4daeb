import type { AuditVerification } from '@portolan/contract';
import { verifyEvents, verifyInstallation } from '@portolan/core';
import { TenantEntity } from '@portolan/db';
import type { Command } from './command.ts';
import { table } from './table.ts';

export const verifyAuditCommand: Command = {
  name: 'audit verify',
  usage: '',
  summary: 'whether the audit logs of the installation and of all tenants are as they were written',
  options: {},
  maxArgs: 0,
  async run({ composition, say }) {
    const { services } = composition;
    const outcomes = [{ name: '(installation)', found: await verifyInstallation(services) }];
    const tenants = await services.db.ownerTransaction((em) => em.find(TenantEntity, {}, { orderBy: { slug: 'asc' } }));
    for (const { id, slug, name } of tenants) {
      outcomes.push({ name: slug, found: await verifyEvents({ services, tenant: { id, slug, name } }, {}) });
    }
    const rows = outcomes.map(({ name, found }) => [
      name,
      String(found.checked),
      verdict(found),
      found.head?.hash ?? '',
    ]);
    for (const line of table(['LOG', 'EVENTS', 'VERDICT', 'HEAD'], rows)) say(line);
    return outcomes.every(({ found }) => found.ok) ? 0 : 1;
  },
};

function verdict({ broken }: AuditVerification): string {
  return broken ? `${broken.reason} at ${broken.seq ?? 'no place'}${broken.id ? ` (${broken.id})` : ''}` : 'sound';
}
