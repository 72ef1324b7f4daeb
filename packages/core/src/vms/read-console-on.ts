import type { Services } from '../context.ts';
import { hypervisorTarget, type TargetColumns } from '../hypervisors/index.ts';
import { collectConsole } from './collect-console.ts';

/** Nobody waits longer for what a console says; it is in the log with the next look. */
const PATIENCE_MS = 2_000;
const HOST = `
  select h.id, h.uri, h.username, h.pools, h.encrypted_credential as "encryptedCredential",
    h.credential_key_id as "credentialKeyId"
  from vms v join hypervisors h on h.id = v.hypervisor_id where v.id = ? and v.step = 'made' and h.reachable`;

/** Puts what a machine has written to its console since into its log, where its hypervisor is to be reached from here. */
export async function readConsoleOn(services: Services, id: string): Promise<void> {
  const { compute, db, keyring, log } = services;
  if (!compute) return;
  const [host] = await db.ownerTransaction((em) => em.execute<TargetColumns[]>(HOST, [id]));
  const target = host && (await hypervisorTarget(keyring, host));
  if (!target || 'code' in target) return;
  await collectConsole({ db, log, compute }, target, id, AbortSignal.timeout(PATIENCE_MS));
}
