import type { CreateVmInput } from '@portolan/contract';
import type { EntityManager } from '@portolan/db';
import { AppError, invalid } from '../errors.ts';
import type { WantedSizes } from './assert-quota.ts';
import type { Host } from './assert-room.ts';
import { gbText, toMib } from './gib.ts';

/** What is to be made, of what, and where it could be. */
export interface VmPlan {
  sizes: WantedSizes;
  hosts: Host[];
  source: {
    sourceType: 'template' | 'iso';
    templateId: string | null;
    templateName: string | null;
    volume: string | null;
    isoUrl: string | null;
    isoSha256: string | null;
  };
}

/** `seen`: it was not long ago. */
type Candidate = Host & { seen: boolean };
type TemplateRow = Candidate & {
  templateId: string;
  templateName: string;
  volume: string;
  cpu: number;
  memoryMib: number;
  diskMib: number;
};

/** Whoever looks after hypervisors sees each far more often. */
const SEEN_SECONDS = 60;
const HOST = `
  h.id, h.name,
  coalesce(h.reachable and h.last_seen_at > now() - interval '${SEEN_SECONDS} seconds', false) as seen`;
const TEMPLATE = `
  select ${HOST}, t.id as "templateId", t.name as "templateName", t.volume, t.cpu, t.memory_mib as "memoryMib",
    t.disk_mib as "diskMib"
  from vm_templates t join hypervisors h on h.id = t.hypervisor_id where t.id = ? and t.gone_at is null`;
/** The roomiest first; one that nobody has seen yet comes last. */
const HOSTS = `
  select ${HOST} from hypervisors h
  order by (h.capacity ->> 'memoryGb')::float8 - (h.capacity ->> 'memoryGbUsed')::float8 desc nulls last, h.id`;

export function planVm(em: EntityManager, input: CreateVmInput): Promise<VmPlan> {
  return input.sourceType === 'template' ? ofTemplate(em, input) : ofImage(em, input);
}

async function ofTemplate(
  em: EntityManager,
  { templateId, cpu, memoryGb, diskGb }: CreateVmInput & { sourceType: 'template' },
): Promise<VmPlan> {
  const [found] = await em.execute<TemplateRow[]>(TEMPLATE, [templateId]);
  if (!found) throw new AppError('NOT_FOUND', 'Template not found');
  const diskMib = diskGb === undefined ? found.diskMib : toMib(diskGb);
  if (diskMib < found.diskMib) throw invalid('diskGb', `The template needs ${gbText(found.diskMib)} of disk`);
  return {
    sizes: { cpu: cpu ?? found.cpu, memoryMib: memoryGb === undefined ? found.memoryMib : toMib(memoryGb), diskMib },
    hosts: reachableOf([found]),
    source: {
      sourceType: 'template',
      templateId: found.templateId,
      templateName: found.templateName,
      volume: found.volume,
      isoUrl: null,
      isoSha256: null,
    },
  };
}

async function ofImage(
  em: EntityManager,
  { isoUrl, isoSha256, cpu, memoryGb, diskGb }: CreateVmInput & { sourceType: 'iso' },
): Promise<VmPlan> {
  return {
    sizes: { cpu, memoryMib: toMib(memoryGb), diskMib: toMib(diskGb) },
    hosts: reachableOf(await em.execute<Candidate[]>(HOSTS)),
    source: {
      sourceType: 'iso',
      templateId: null,
      templateName: null,
      volume: null,
      isoUrl,
      isoSha256: isoSha256 ?? null,
    },
  };
}

/** By what is known of them: nobody waits here for one that does not answer. */
function reachableOf(candidates: readonly Candidate[]): Host[] {
  const hosts = candidates.filter(({ seen }) => seen);
  if (hosts.length > 0) return hosts;
  // How they are reached, and why they are not, is their operators' concern.
  const why = candidates.map(({ name }) => `the hypervisor ${name} does not answer`).join('; ');
  throw new AppError('NO_HYPERVISOR', `No hypervisor can make it now: ${why}`, { retryAfter: 10 });
}
