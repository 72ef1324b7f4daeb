import { randomUUID } from 'node:crypto';
import type { DiagnosisCode, Stage, Team } from '@portolan/contract';
import type { Site, Tenant } from './site.ts';

interface Planted {
  /** Ids of connections. */
  members: string[];
  minutesAgo: number;
  lastedMinutes?: number;
  stage?: Stage;
  code?: DiagnosisCode;
  team?: Team;
}

/** An incident that began so long ago, straight into the database; without a length it has not ended. */
export async function plantIncident(site: Site, tenant: Tenant, planted: Planted): Promise<string> {
  const { members, minutesAgo, lastedMinutes, stage = 'dns', code = 'DNS_NOT_FOUND', team = 'network' } = planted;
  const id = randomUUID();
  const began = Date.now() - minutesAgo * 60_000;
  const times = [new Date(began), lastedMinutes === undefined ? null : new Date(began + lastedMinutes * 60_000)];
  await site.database.query(
    `insert into incidents (id, tenant_id, started_at, ended_at, stage, code, message, remedy, team)
     values ($1, $2, $3, $4, $5, $6, 'The host db.example is not known', 'Correct the name of the host', $7)`,
    [id, tenant.id, ...times, stage, code, team],
  );
  await site.database.query(
    `insert into incident_members (incident_id, tenant_id, connection_id, name, kind, host, started_at, ended_at)
     select $1, tenant_id, id, name, db_type, host, $3, $4 from data_connections where id = any($2)`,
    [id, members, ...times],
  );
  return id;
}
