import type { Connection } from '@portolan/contract';
import { blankDraft, type ConnectionDraft } from './draft.ts';

/** A draft that may be saved. */
export const draft = (patch: Partial<ConnectionDraft> = {}): ConnectionDraft => ({
  ...blankDraft(),
  name: 'orders',
  host: 'db.example.com',
  username: 'ada',
  ...patch,
});

/** The same, saved. */
export const saved = (patch: Partial<Connection> = {}): Connection => ({
  id: '0199a000-0000-7000-8000-000000000001',
  name: 'orders',
  description: null,
  dbType: 'postgresql',
  host: 'db.example.com',
  port: 5432,
  databaseName: 'orders',
  username: 'ada',
  hasCredential: true,
  credentialState: 'ready',
  useSsl: true,
  options: { sslMode: 'verify-full', schema: 'sales' },
  environment: 'other',
  tags: [],
  ownerId: null,
  monitoring: { enabled: true, intervalSeconds: 300 },
  snapshotRefresh: 'daily',
  health: { status: 'unknown', since: null, uptime24h: null },
  lastTestedAt: null,
  lastTestResult: null,
  lastTestMessage: null,
  createdAt: '2026-05-10T12:00:00.000Z',
  updatedAt: '2026-05-10T12:00:00.000Z',
  createdByUserId: null,
  tenantId: '0199a000-0000-7000-8000-000000000002',
  ...patch,
});
