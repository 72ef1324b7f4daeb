import type { HypervisorTarget } from '@portolan/compute';
import type { HypervisorCode, HypervisorTestResult } from '@portolan/contract';
import type { Keyring } from '../ports/index.ts';
import { openHypervisor } from './credential.ts';
import type { HypervisorRow } from './hypervisor-row.ts';

const UNREADABLE = {
  code: 'CREDENTIAL_UNREADABLE' satisfies HypervisorCode,
  message: 'The stored credential cannot be decrypted with the keys of this installation',
  remedy: 'Remove the hypervisor and add it again, or bring back the encryption key it was stored with.',
} as const;
/** Where nothing could dial it. */
export const NO_CLIENT = {
  code: 'CLIENT_MISSING' satisfies HypervisorCode,
  message: 'This server reaches no hypervisor',
  remedy: 'Ask a server of this installation that runs on Node and has libvirt.',
} as const;
export type HypervisorRefusal = typeof UNREADABLE | typeof NO_CLIENT;

export type TargetColumns = Pick<
  HypervisorRow,
  'id' | 'uri' | 'username' | 'pools' | 'encryptedCredential' | 'credentialKeyId'
>;

/** What dialling a hypervisor takes, or why its credential may not be used. */
export async function hypervisorTarget(
  keyring: Keyring,
  row: TargetColumns,
): Promise<HypervisorTarget | HypervisorRefusal> {
  const credential = await openHypervisor(keyring, row);
  if (credential === 'unreadable') return UNREADABLE;
  const { id, uri, username, pools } = row;
  return { id, uri, username, credential, pools };
}

/** A refusal as the answer of a test: it ends at its first stage. */
export function refusedHypervisor({ code, message, remedy }: HypervisorRefusal): HypervisorTestResult {
  const stage = { stage: 'config', ok: false, ms: 0, code, message, remedy } as const;
  return { success: false, message, latencyMs: 0, code, stage: 'config', stages: [stage] };
}
