import type { ConnectionKind } from '@portolan/contract';
import type { Services } from '../context.ts';
import { idArray } from '../id-array.ts';
import { notify } from '../notifications/index.ts';
import type { Checked } from './checked.ts';
import { isEnding } from './finding.ts';

interface Ending {
  id: string;
  tenantId: string;
  name: string;
  kind: ConnectionKind;
  subject: string;
  endsAt: Date | string;
}

// Once for each end. Two certificates in turn behind one address are told once a day at most.
const TELL = `
  update connection_monitors m set certificate_told = m.certificate_ends_at, certificate_told_at = now()
  from data_connections c
  where m.connection_id = any(?::uuid[]) and c.id = m.connection_id and c.deleted_at is null
    and m.certificate_ends_at is not null
    and (m.certificate_told is null or m.certificate_told < m.certificate_ends_at
      or m.certificate_told > m.certificate_ends_at and m.certificate_told_at < now() - interval '1 day')
  returning c.id, c.tenant_id as "tenantId", c.name, c.db_type as kind, m.certificate_subject as subject,
    m.certificate_ends_at as "endsAt"`;

/** Tells of certificates that are about to end, or have ended. What is cut short is told after the next check. */
export async function tellCertificates(services: Services, checked: readonly Checked[]): Promise<void> {
  const ending = checked.filter(({ finding, at }) => finding?.certificate && isEnding(finding.certificate, at));
  if (ending.length === 0) return;
  const ids = ending.map(({ claimed }) => claimed.id).toSorted();
  await services.db.ownerTransaction(async (em) => {
    for (const { id, tenantId, name, kind, subject, endsAt } of await em.execute<Ending[]>(TELL, [idArray(ids)])) {
      const certificate = { subject, endsAt: new Date(endsAt).toISOString() };
      const at = new Date().toISOString();
      await notify(services, em, {
        type: 'certificate.expiring',
        tenantId,
        at,
        connections: [{ id, name, kind }],
        certificate,
      });
    }
  });
}
