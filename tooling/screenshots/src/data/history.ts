import type { Databases } from '../workspace/databases.ts';
import type { Connections } from './connections.ts';
import { type People, TENANT } from './people.ts';
import { changeShop } from './shop.ts';

/** What people did since: three snapshots, keys, invitations, and somebody who tried what they may not. */
export async function makeHistory(people: People, connections: Connections, { postgres }: Databases): Promise<void> {
  const { ines, lena, tomas, aiko, olu, samuel } = people;
  const shop = connections.get('Shop production') ?? '';
  const staging = connections.get('Shop staging') ?? '';
  const refresh = (person: People['ines'], id: string) => person.client.introspection.refresh.mutate({ id });

  await refresh(tomas, shop);
  await refresh(tomas, staging);
  await changeShop(postgres.query);
  await refresh(ines, shop);
  await refresh(ines, shop);

  const expiresAt = new Date(Date.now() + 365 * 86_400_000).toISOString();
  await ines.client.apiKeys.create.mutate({
    name: 'Nightly export',
    permissionIds: ['connections:read'],
    expiresAt,
  });
  await ines.client.apiKeys.create.mutate({
    name: 'Deploy pipeline',
    permissionIds: ['connections:read', 'connections:test', 'connections:introspect'],
    expiresAt,
  });

  const { items } = await ines.client.roles.list.query({});
  const roleOf = (name: string) => items.find((role) => role.name === name)?.id ?? '';
  for (const [email, role] of [
    ['marta.silva@meridian.example', 'Contributor'],
    ['jonas.berg@meridian.example', 'Data analyst'],
    ['audit@harbour-partners.example', 'Auditor'],
  ] as const)
    await ines.client.invitations.create.mutate({ email, roleId: roleOf(role) });

  await makeRules(ines);
  await ines.client.views.create.mutate({
    name: 'Failing in production',
    shared: true,
    state: { environment: 'production', status: 'failed', sortBy: 'lastTestedAt' },
  });
  // Refused, which the log is to show.
  await lena.client.connections.delete.mutate({ id: shop }).catch(() => undefined);
  await aiko.client.connections.update.mutate({
    id: connections.get('Stock production') ?? '',
    tags: ['team:stock', 'eu', 'read-only'],
    description: 'Bins, movements and purchases',
  });
  await samuel.client.connections.testSaved.mutate({ id: connections.get('Ledger') ?? '' });
  await olu.client.roles.changeUsers.mutate({ id: roleOf('On-call'), add: [tomas.id] });
  await tomas.client.connections.testSaved.mutate({ id: shop });
}

/** Who is told of what: nobody is there, and nothing is sent before the pictures are taken. */
async function makeRules({ client }: People['ines']): Promise<void> {
  const create = client.notifications.create.mutate;
  await create({
    name: 'On call',
    events: ['incident.opened', 'incident.closed'],
    filter: { type: 'name', pattern: '*production*' },
    target: { type: 'email', to: ['on-call@meridian.example'] },
  });
  await create({
    name: 'Schema watch',
    events: ['schema.changed'],
    onlyBreaking: true,
    filter: { type: 'kind', kinds: ['postgresql', 'mysql'] },
    target: { type: 'webhook', format: 'slack', url: 'https://hooks.chat.meridian.example/services/T0/B0/made-up' },
  });
  await create({
    name: 'Ticket system',
    events: ['credential.sealed', 'certificate.expiring'],
    target: { type: 'webhook', url: 'https://tickets.meridian.example/hooks/portolan' },
    enabled: false,
  });
}

/** All of it took a minute: the times are spread over weeks, each log in the order that it has. */
export async function spreadTimes({ postgres }: Databases, database: string, tenantDatabase: string): Promise<void> {
  const tenant = `(select id from tenants where slug = '${TENANT.slug}')`;
  await postgres.query(
    `update audit_events e set created_at = now() - interval '1 minute' * (2 + 3 * n + 0.3 * n * n)
     from (select id, row_number() over (order by seq desc) - 1 n from audit_events where tenant_id = ${tenant}) o
     where o.id = e.id;
     update data_connections c set
       created_at = now() - interval '1 day' * (3 + 11 * n),
       last_tested_at = last_tested_at - interval '1 minute' * (n * n * 7 % 400),
       deleted_at = deleted_at - interval '1 day' * (n % 7) - interval '3 hours'
     from (select id, row_number() over (order by created_at desc) n from data_connections where tenant_id = ${tenant}) o
     where o.id = c.id;
     update invitations set created_at = created_at - interval '2 days', expires_at = expires_at - interval '2 days'
     where status = 'pending';
     update api_keys set created_at = created_at - interval '40 days', last_used_at = now() - interval '6 hours';
     update notification_rules r set last_message_at = now() - interval '1 hour' * (5 * n * n)
     from (select id, row_number() over (order by name) n from notification_rules) o where o.id = r.id;`,
    [],
    database,
  );
  await postgres.query(
    `update schema_snapshots s set taken_at = now() - interval '1 day' * n * n * 4 - interval '2 hours'
     from (select id, row_number() over (partition by connection_id order by taken_at desc) - 1 n from schema_snapshots) o
     where o.id = s.id`,
    [],
    tenantDatabase,
  );
}
