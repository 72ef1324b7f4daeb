import { type AddHypervisorInput, HYPERVISOR_POOLS, type Hypervisor } from '@portolan/contract';
import { recordEvent } from '../audit/record-event.ts';
import { AppError } from '../errors.ts';
import { type Changing, mutate } from '../mutate.ts';
import { isUniqueViolation } from '../unique-violation.ts';
import { type HypervisorCredential, sealHypervisor } from './credential.ts';
import { auditedHypervisor, requireHypervisor, toHypervisor } from './hypervisor-row.ts';

const INSERT = `
  insert into hypervisors (id, name, uri, username, pools, encrypted_credential, credential_key_id)
  values (?, ?, ?, ?, ?::jsonb, ?, ?)`;

/** Registers a hypervisor: from now on its machines and templates are looked after. Nobody is dialled here. */
export async function addHypervisor(ctx: Changing, input: AddHypervisorInput): Promise<Hypervisor> {
  const { keyring } = ctx.services;
  const { name, uri, pools = HYPERVISOR_POOLS } = input;
  const bound = { id: crypto.randomUUID(), uri, username: input.username || null };
  const credential = credentialOf(input);
  const sealed = credential && (await sealHypervisor(keyring, bound, credential));
  const secret = [sealed?.text ?? null, sealed?.keyId ?? null];
  const added = mutate(
    ctx,
    async (em, held) => {
      await em.execute(INSERT, [bound.id, name, uri, bound.username, JSON.stringify(pools), ...secret], 'run');
      const row = await requireHypervisor(em, bound.id);
      const details = { name, after: auditedHypervisor(row) };
      const entry = { entityType: 'hypervisor', entityId: row.id, details };
      await recordEvent(em, held, { action: 'hypervisors:add', ...entry });
      return toHypervisor(keyring, row);
    },
    { scope: 'owner' },
  );
  return added.catch((error) => {
    if (!isUniqueViolation(error)) throw error;
    const details = [{ path: 'name', code: 'taken', message: 'Already used' }];
    throw new AppError('CONFLICT', `There is a hypervisor called ${name} already`, { details });
  });
}

function credentialOf({ password, privateKey }: AddHypervisorInput): HypervisorCredential | null {
  if (!password && !privateKey) return null;
  return { ...(password ? { password } : {}), ...(privateKey ? { privateKey } : {}) };
}
