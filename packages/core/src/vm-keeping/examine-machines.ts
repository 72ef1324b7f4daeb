import { ComputeError, type HypervisorTarget } from '@portolan/compute';
import type { Services } from '../context.ts';
import { hypervisorTarget, type TargetColumns } from '../hypervisors/index.ts';
import { idArray } from '../id-array.ts';
import { GONE } from './apply-power.ts';

export type MachineProblem = 'hypervisor away' | 'orphan machine' | 'orphan disk' | 'lost machine' | 'unmarked machine';

/** What a hypervisor and the rows of its machines do not agree about. */
export interface MachineFinding {
  problem: MachineProblem;
  hypervisor: string;
  detail: string;
  /** Of the machine, or of its volume. */
  id: string;
  /** Null where the hypervisor could not be asked. */
  target: HypervisorTarget | null;
}

type Examining = Pick<Services, 'db' | 'compute' | 'keyring'>;

const HOSTS = `
  select id, name, uri, username, pools, encrypted_credential as "encryptedCredential",
    credential_key_id as "credentialKeyId"
  from hypervisors order by name`;
const KNOWN = 'select id::text from vms where id = any($1::uuid[])';
const MADE = `
  select id::text, name from vms
  where hypervisor_id = $1 and step = 'made' and deleted_at is null and made_at < $2::timestamptz
    and failure is distinct from $3`;

const TODO = 'undefine it on the hypervisor, and its disk and its row go too';
const DELETED = 'select id::text, name from vms where hypervisor_id = $1 and deleted_at is not null';

/** What is on hypervisors and has no row, and what has a row and is not there. Asks each hypervisor; changes nothing. */
export async function examineMachines(services: Examining): Promise<MachineFinding[]> {
  const hosts = await services.db.ownerRows<TargetColumns & { name: string }>(HOSTS);
  const findings: MachineFinding[] = [];
  for (const host of hosts) findings.push(...(await examineHost(services, host)));
  return findings;
}

async function examineHost(
  { db, compute, keyring }: Examining,
  host: TargetColumns & { name: string },
): Promise<MachineFinding[]> {
  const { id, name: hypervisor } = host;
  const away = (detail: string): MachineFinding[] => [
    { problem: 'hypervisor away', hypervisor, detail, id, target: null },
  ];
  const target = await hypervisorTarget(keyring, host);
  if ('code' in target) return away(target.message);
  if (!compute) return away('nothing here reaches a hypervisor');
  try {
    const [row] = await db.ownerRows<{ now: string }>('select clock_timestamp()::text as now');
    const own = await db.installation();
    const machines = await compute.list(target);
    const disks = (await compute.disks(target)).filter(({ installation }) => installation === own);
    const marked = machines.filter(({ mark }) => mark?.installation === own);
    const ids = idArray([...new Set([...marked.map(({ id }) => id), ...disks.map(({ machine }) => machine)])]);
    const known = new Set((await db.ownerRows<{ id: string }>(KNOWN, [ids])).map(({ id }) => id));
    const there = new Set(machines.map(({ id }) => id));
    const made = await db.ownerRows<{ id: string; name: string }>(MADE, [id, row?.now, GONE]);
    const unmarked = new Set(machines.filter(({ mark }) => !mark).map(({ id }) => id));
    const deleted = await db.ownerRows<{ id: string; name: string }>(DELETED, [id]);
    const of = (problem: MachineProblem, id: string, detail: string) => ({ problem, hypervisor, detail, id, target });
    return [
      ...marked
        .filter(({ id }) => !known.has(id))
        .map(({ id, name }) => of('orphan machine', id, `${name} (${id}) has our mark and no row`)),
      ...disks
        .filter(({ machine }) => !known.has(machine) && !there.has(machine))
        .map(({ volume }) => of('orphan disk', volume, `${volume} belongs to no machine`)),
      ...made
        .filter(({ id }) => !there.has(id))
        .map(({ id, name }) => of('lost machine', id, `${name} (${id}) is gone from the hypervisor`)),
      // Somebody has written its description anew: it may be theirs, and is not removed.
      ...deleted
        .filter(({ id }) => unmarked.has(id))
        .map(({ id, name }) =>
          of('unmarked machine', id, `${name} (${id}) was deleted and does not bear our mark: ${TODO}`),
        ),
    ];
  } catch (error) {
    if (error instanceof ComputeError) return away(error.message);
    throw error;
  }
}
