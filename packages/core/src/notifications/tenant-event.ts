import type { ConnectionKind, Team } from '@portolan/contract';

export interface EventConnection {
  id: string;
  name: string;
  kind: ConnectionKind;
}

/** An incident that has just begun, or, with an end, has just ended. */
export interface IncidentFacts {
  id: string;
  startedAt: string;
  endedAt: string | null;
  stage: string | null;
  code: string | null;
  message: string | null;
  remedy: string | null;
  team: Team | null;
}

interface IncidentEvent {
  type: 'incident.opened' | 'incident.closed';
  incident: IncidentFacts;
}

interface SchemaEvent {
  type: 'schema.changed';
  breaking: boolean;
  /** Two snapshots, and how many tables are new, gone and different in the later one. */
  change: { previousId: string; snapshotId: string; added: number; removed: number; changed: number };
}

interface CredentialEvent {
  type: 'credential.sealed';
}

interface CertificateEvent {
  type: 'certificate.expiring';
  certificate: { subject: string; endsAt: string };
}

/** Times are ISO 8601. No secret, and no word of a server that may hold one. */
type AnyEvent = { at: string; connections: EventConnection[] } & (
  | IncidentEvent
  | SchemaEvent
  | CredentialEvent
  | CertificateEvent
);

/** What a message tells of an event: the first of its connections, and how many there are. */
export type ToldEvent = AnyEvent & { connectionCount: number };

/** An event of a tenant that people may want to be told of, with all connections that it is about. */
export type TenantEvent = AnyEvent & { tenantId: string };
