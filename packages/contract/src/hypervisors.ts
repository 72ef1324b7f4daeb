import { CredentialState } from './credentials.ts';
import { Team } from './diagnosis.ts';
import { readLibvirtUri } from './libvirt-uri.ts';
import { limitedPageOf, pagingShape } from './paging.ts';
import { Id, nameText, Timestamp, text } from './text.ts';
import { HYPERVISOR_CODES, HYPERVISOR_STAGES } from './vm-facts.ts';
import * as z from './zod.ts';

export const HypervisorStage = z.enum(HYPERVISOR_STAGES);
export type HypervisorStage = z.infer<typeof HypervisorStage>;
export const HypervisorCode = z.enum(HYPERVISOR_CODES);
export type HypervisorCode = z.infer<typeof HypervisorCode>;

/** As that of a test of a connection: `ms`, what happened, and on failure what to do and for whom. */
export const HypervisorStageResult = z.strictObject({
  stage: HypervisorStage,
  ok: z.boolean(),
  ms: z.number(),
  code: z.optional(HypervisorCode),
  message: z.optional(z.string()),
  remedy: z.optional(z.string()),
  team: z.optional(Team),
});
export type HypervisorStageResult = z.infer<typeof HypervisorStageResult>;

/** What a hypervisor has, and what of it is given away; memory and disk in GiB. */
export const HypervisorCapacity = z.strictObject({
  cpu: z.int(),
  cpuUsed: z.int(),
  memoryGb: z.number(),
  memoryGbUsed: z.number(),
  diskGb: z.number(),
  diskGbFree: z.number(),
});
export type HypervisorCapacity = z.infer<typeof HypervisorCapacity>;

export const HypervisorTestResult = z.strictObject({
  success: z.boolean(),
  message: z.string(),
  latencyMs: z.number(),
  code: z.optional(HypervisorCode),
  stage: z.optional(HypervisorStage),
  stages: z.array(HypervisorStageResult),
  /** `QEMU 7.2.0, libvirt 9.0.0` */
  version: z.optional(z.string()),
  capacity: z.optional(HypervisorCapacity),
  warnings: z.optional(z.array(z.string())),
});
export type HypervisorTestResult = z.infer<typeof HypervisorTestResult>;

const KINDS =
  'Must be a URI of libvirt: qemu, xen, esx or vpx, by ssh, tls, tcp or a socket of this machine, as qemu+ssh://user@host/system';
const isRead = (value: string, isOwn: boolean) => !('problem' in readLibvirtUri(value, { isOwn }));
/** Each is told by what it is that is wrong with it. */
const hasPassword = (value: string) => URL.canParse(value) && new URL(value).password !== '';
const hasStranger = (value: string) =>
  URL.canParse(value) && !isRead(value, false) && isRead(value.split('?')[0] ?? '', false);

/** A URI of libvirt: a driver, perhaps a transport, perhaps a host, without a password in it. */
export const LibvirtUri = text(1, 1_024).check(
  z.trim(),
  z.refine((value) => hasPassword(value) || hasStranger(value) || isRead(value, false), KINDS),
  z.refine((value) => !hasPassword(value), 'Must have no password in it'),
  z.refine((value) => !hasStranger(value), 'Must have no parameters but mode and, for VMware, auto_answer'),
);
/** The same as it stands in the environment of a server: whoever starts it decides of its files and of whom it trusts. */
export const ConfiguredLibvirtUri = text(1, 1_024).check(
  z.trim(),
  z.refine((value) => isRead(value, true), KINDS),
);

/** Names of the pools on the hypervisor: disks of machines, what they are made from, and images that were fetched. */
const pools = z.strictObject({ machines: nameText(1, 100), templates: nameText(1, 100), images: nameText(1, 100) });
export const HYPERVISOR_POOLS = {
  machines: 'portolan-machines',
  templates: 'portolan-templates',
  images: 'portolan-images',
} as const;

/** `password` for those that ask for one (ESXi, vCenter, SASL), `privateKey` for ssh: absent keeps, '' removes. Never answered. */
const secret = {
  password: z.optional(z.nullable(text(0, 1_000))),
  privateKey: z.optional(z.nullable(text(0, 20_000))),
};

export const Hypervisor = z.strictObject({
  id: Id,
  name: z.string(),
  uri: z.string(),
  username: z.nullable(z.string()),
  pools: z.strictObject({ machines: z.string(), templates: z.string(), images: z.string() }),
  credentialState: CredentialState,
  /** The one named by the environment, which the page does not change. */
  isConfigured: z.boolean(),
  reachable: z.nullable(z.boolean()),
  /** Why it is not. */
  failure: z.nullable(z.string()),
  lastSeenAt: z.nullable(Timestamp),
  version: z.nullable(z.string()),
  capacity: z.nullable(HypervisorCapacity),
  machines: z.int(),
  /** Machines on it that bear our mark and have no row, or none at all: adopted never by themselves. */
  strangers: z.int(),
  createdAt: Timestamp,
});
export type Hypervisor = z.infer<typeof Hypervisor>;
export const ListHypervisorsInput = z.strictObject({ ...pagingShape });
export type ListHypervisorsInput = z.infer<typeof ListHypervisorsInput>;
export const HypervisorPage = limitedPageOf(Hypervisor);
export type HypervisorPage = z.infer<typeof HypervisorPage>;

export const AddHypervisorInput = z.strictObject({
  name: nameText(1, 100),
  uri: LibvirtUri,
  username: z.optional(z.nullable(text(0, 255))),
  ...secret,
  pools: z.optional(pools),
});
export type AddHypervisorInput = z.infer<typeof AddHypervisorInput>;

export const HypervisorIdInput = z.strictObject({ id: Id });
export type HypervisorIdInput = z.infer<typeof HypervisorIdInput>;

/** A test as it goes: each stage when it has ended, then the result. */
export const HypervisorTestProgress = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('stage'), stage: HypervisorStageResult }),
  z.strictObject({ type: z.literal('result'), result: HypervisorTestResult }),
]);
export type HypervisorTestProgress = z.infer<typeof HypervisorTestProgress>;
