import { limitedPageOf, pagingShape } from './paging.ts';
import { Id, nameText, Timestamp, text } from './text.ts';
import {
  GB_STEP,
  VM_ACTIONS,
  VM_CPU_MAX,
  VM_DISK_GB_MAX,
  VM_LOG_LEVELS,
  VM_MEMORY_GB_MAX,
  VM_SORTS,
  VM_STATUSES,
  VMS_PAGE_MAX,
} from './vm-facts.ts';
import * as z from './zod.ts';

export const VmStatus = z.enum(VM_STATUSES);
export type VmStatus = z.infer<typeof VmStatus>;
export const VmLogLevel = z.enum(VM_LOG_LEVELS);
export type VmLogLevel = z.infer<typeof VmLogLevel>;
export const VmAction = z.enum(VM_ACTIONS);
export type VmAction = z.infer<typeof VmAction>;

const gb = (max: number) =>
  z
    .number()
    .check(z.minimum(GB_STEP), z.maximum(max), z.multipleOf(GB_STEP, `Comes in steps of ${GB_STEP} GB, which are GiB`));
const cpu = z.int().check(z.minimum(1), z.maximum(VM_CPU_MAX));
const memoryGb = gb(VM_MEMORY_GB_MAX);
const diskGb = gb(VM_DISK_GB_MAX);

/** How far the fetching of an image is; `total` is null where its server does not say. */
export const VmProgress = z.strictObject({ bytes: z.int(), total: z.nullable(z.int()) });
export type VmProgress = z.infer<typeof VmProgress>;

/**
 * A machine. GB are GiB. `failure` says why its status is ERROR, or why what was asked of it last was not done, `pending`
 * what is being done with it just now, `host` the hypervisor that has it. Of `isoUrl` no query is told.
 */
export const Vm = z.strictObject({
  id: Id,
  name: z.string(),
  status: VmStatus,
  cpu: z.int(),
  memoryGb: z.number(),
  diskGb: z.number(),
  ipAddress: z.nullable(z.string()),
  sourceType: z.enum(['template', 'iso']),
  templateId: z.nullable(Id),
  templateName: z.nullable(z.string()),
  isoUrl: z.nullable(z.string()),
  host: z.string(),
  failure: z.nullable(z.string()),
  pending: z.nullable(VmAction),
  progress: z.nullable(VmProgress),
  createdAt: Timestamp,
  updatedAt: Timestamp,
});
export type Vm = z.infer<typeof Vm>;

const pageLimit = z.optional(z.int().check(z.minimum(1), z.maximum(VMS_PAGE_MAX)));

export const VmSort = z.enum(VM_SORTS);
export type VmSort = z.infer<typeof VmSort>;

/**
 * `search` is looked for in names and addresses, without regard to case. The order is that of names, unless told otherwise;
 * the largest and the latest come first by themselves.
 */
export const ListVmsInput = z.strictObject({
  ...pagingShape,
  pageSize: pageLimit,
  limit: pageLimit,
  search: z.optional(text(0, 255)),
  status: z.optional(VmStatus),
  sortBy: z.optional(VmSort),
  sortOrder: z.optional(z.enum(['asc', 'desc'])),
});
export type ListVmsInput = z.infer<typeof ListVmsInput>;
export const VmPage = limitedPageOf(Vm);
export type VmPage = z.infer<typeof VmPage>;

export const VmIdInput = z.strictObject({ id: Id });
export type VmIdInput = z.infer<typeof VmIdInput>;

const isHttp = (value: string) => URL.canParse(value) && /^https?:$/.test(new URL(value).protocol);
const IsoUrl = text(1, 2_048).check(
  z.refine(isHttp, 'Must be an address that begins with https:// or http://'),
  z.refine(
    (value) => !URL.canParse(value) || !/^[^/]*\/\/[^/]*@/.test(new URL(value).href),
    'Must have no login in it',
  ),
);

/** Whoever names all that a machine can be made from leaves null what this one is not. */
const beside = z.optional(z.null());

/** What is left out is as the template has it. `isoSha256` in hexadecimal: an image that is another is refused. */
export const CreateVmInput = z.discriminatedUnion('sourceType', [
  z.strictObject({
    sourceType: z.literal('template'),
    name: nameText(1, 100),
    templateId: Id,
    isoUrl: beside,
    cpu: z.optional(cpu),
    memoryGb: z.optional(memoryGb),
    diskGb: z.optional(diskGb),
  }),
  z.strictObject({
    sourceType: z.literal('iso'),
    name: nameText(1, 100),
    isoUrl: IsoUrl,
    templateId: beside,
    isoSha256: z.optional(
      z.string().check(z.toLowerCase(), z.regex(/^[0-9a-f]{64}$/, 'Must be a SHA-256 in hexadecimal')),
    ),
    cpu,
    memoryGb,
    diskGb,
  }),
]);
export type CreateVmInput = z.infer<typeof CreateVmInput>;

export const UpdateVmInput = z.strictObject({ id: Id, name: nameText(1, 100) });
export type UpdateVmInput = z.infer<typeof UpdateVmInput>;

export const VmActionInput = z.strictObject({ id: Id, action: VmAction });
export type VmActionInput = z.infer<typeof VmActionInput>;

/** The newest `limit` lines that are at least as grave as `level`: 100 of all by default. */
export const VmLogsInput = z.strictObject({
  id: Id,
  limit: z.optional(z.int().check(z.minimum(1), z.maximum(1_000))),
  level: z.optional(VmLogLevel),
});
export type VmLogsInput = z.infer<typeof VmLogsInput>;

/** What the hub did, what the hypervisor told, and what the machine wrote to its serial console. */
export const VmLogLine = z.strictObject({ timestamp: Timestamp, level: VmLogLevel, message: z.string() });
export type VmLogLine = z.infer<typeof VmLogLine>;
/** The newest last. */
export const VmLogs = z.array(VmLogLine);

/** What a stream of a machine's log says: first the log as it is, then the lines that are written. */
export const VmLogNews = z.strictObject({ type: z.enum(['log', 'lines']), lines: VmLogs });
export type VmLogNews = z.infer<typeof VmLogNews>;

/** What a stream of a tenant's machines says: first each as it is, then what becomes of them. */
export const VmChange = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('changed'), vm: Vm }),
  z.strictObject({ type: z.literal('removed'), id: Id }),
]);
export type VmChange = z.infer<typeof VmChange>;

/** What machines are made from: a volume of a hypervisor's pool of templates, and what a machine has unless told otherwise. */
export const VmTemplate = z.strictObject({
  id: Id,
  name: z.string(),
  description: z.nullable(z.string()),
  cpu: z.int(),
  memoryGb: z.number(),
  /** The least a machine's disk may have. */
  diskGb: z.number(),
  host: z.string(),
});
export type VmTemplate = z.infer<typeof VmTemplate>;
export const VmTemplates = z.array(VmTemplate);

export const UpdateVmTemplateInput = z.strictObject({
  id: Id,
  name: z.optional(nameText(1, 100)),
  description: z.optional(z.nullable(text(0, 500))),
  cpu: z.optional(cpu),
  memoryGb: z.optional(memoryGb),
});
export type UpdateVmTemplateInput = z.infer<typeof UpdateVmTemplateInput>;

const limit = (max: number) => z.nullable(z.number().check(z.minimum(0), z.maximum(max)));

const limits = {
  machines: z.nullable(z.int().check(z.minimum(0), z.maximum(100_000))),
  cpu: z.nullable(z.int().check(z.minimum(0), z.maximum(1_000_000))),
  memoryGb: limit(10_000_000),
  diskGb: limit(100_000_000),
};
/** What a tenant may have in all; null is without bounds but those of the hypervisor. */
export const VmLimits = z.strictObject(limits);
export type VmLimits = z.infer<typeof VmLimits>;

/** What a tenant may have, and has, machines that are being made included. */
export const VmQuota = z.strictObject({
  limits: VmLimits,
  used: z.strictObject({ machines: z.int(), cpu: z.int(), memoryGb: z.number(), diskGb: z.number() }),
});
export type VmQuota = z.infer<typeof VmQuota>;

/** By slug or id of the tenant. */
export const VmQuotaOfInput = z.strictObject({ slug: text(1, 100) });
export type VmQuotaOfInput = z.infer<typeof VmQuotaOfInput>;
/** All of it at once. */
export const SetVmQuotaInput = z.strictObject({ slug: text(1, 100), ...limits });
export type SetVmQuotaInput = z.infer<typeof SetVmQuotaInput>;

/** Whether there is anything that machines could run on. */
export const VmAvailability = z.strictObject({ available: z.boolean() });
export type VmAvailability = z.infer<typeof VmAvailability>;
