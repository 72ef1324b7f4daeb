import type { Health } from '@portolan/contract';
import type { Services } from '../context.ts';

const ping = { name: 'ping', text: 'select 1' };
const PATIENCE_MS = 2_000;

/** Asks each thing the product cannot work without. A database that hangs counts as failed. */
export async function checkHealth(services: Pick<Services, 'db' | 'version'>): Promise<Health> {
  const answered = services.db.read(ping, []).then(
    () => true,
    () => false,
  );
  const patience = new Promise<boolean>((resolve) => setTimeout(() => resolve(false), PATIENCE_MS));
  const database = (await Promise.race([answered, patience])) ? 'ok' : 'failed';
  return { status: database, version: services.version, checks: { database } };
}
