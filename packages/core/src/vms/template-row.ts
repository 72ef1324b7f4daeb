import type { VmTemplate } from '@portolan/contract';
import { toGb } from './gib.ts';

export interface TemplateRow {
  id: string;
  name: string;
  description: string | null;
  cpu: number;
  memoryMib: number;
  diskMib: number;
  host: string;
}

/** Of `vm_templates t` and `hypervisors h`. */
export const TEMPLATE_COLUMNS = `
  t.id, t.name, t.description, t.cpu, t.memory_mib as "memoryMib", t.disk_mib as "diskMib", h.name as host`;

export function toTemplate({ memoryMib, diskMib, ...row }: TemplateRow): VmTemplate {
  return { ...row, memoryGb: toGb(memoryMib), diskGb: toGb(diskMib) };
}
