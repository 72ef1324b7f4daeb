import { CreateVmInput, type VmTemplate } from '@portolan/contract';
import type { FieldErrors } from '../../../lib/form-errors.ts';
import { readNumber } from '../../../lib/read-number.ts';
import { schemaErrors } from '../../../lib/schema-errors.ts';
import { writeNumber } from '../../../lib/write-number.ts';
import { t } from '../dialog-texts.ts';
import { gbText } from '../vm-text.ts';

export const SIZES = ['cpu', 'memoryGb', 'diskGb'] as const;
export type Size = (typeof SIZES)[number];

/** What is typed: numbers as people write them. */
export interface VmDraft extends Record<Size, string> {
  source: CreateVmInput['sourceType'];
  name: string;
  templateId: string;
  isoUrl: string;
  isoSha256: string;
}

export const EMPTY: VmDraft = {
  source: 'template',
  name: '',
  templateId: '',
  isoUrl: '',
  isoSha256: '',
  cpu: '1',
  memoryGb: '1',
  diskGb: '10',
};

/** What a template gives a machine that is not told otherwise. */
export function sizesOf({ cpu, memoryGb, diskGb }: VmTemplate): Record<Size, string> {
  return { cpu: writeNumber(cpu), memoryGb: writeNumber(memoryGb), diskGb: writeNumber(diskGb) };
}

export function toCreation(draft: VmDraft): CreateVmInput {
  const name = draft.name.trim();
  const sizes = {
    cpu: readNumber(draft.cpu) ?? Number.NaN,
    memoryGb: readNumber(draft.memoryGb) ?? Number.NaN,
    diskGb: readNumber(draft.diskGb) ?? Number.NaN,
  };
  if (draft.source === 'template') return { sourceType: 'template', name, templateId: draft.templateId, ...sizes };
  const isoSha256 = draft.isoSha256.trim();
  return { sourceType: 'iso', name, isoUrl: draft.isoUrl.trim(), ...(isoSha256 && { isoSha256 }), ...sizes };
}

export function validateVm(draft: VmDraft, templates: readonly VmTemplate[]): FieldErrors {
  const errors = schemaErrors(CreateVmInput, toCreation(draft));
  if (draft.name.trim() === '') errors.name = t().nameMissing;
  if (draft.source === 'iso') {
    if (draft.isoUrl.trim() === '') errors.isoUrl = t().isoMissing;
    return errors;
  }
  if (draft.templateId === '') errors.templateId = t().templateMissing;
  const least = templates.find(({ id }) => id === draft.templateId)?.diskGb ?? 0;
  if (!errors.diskGb && (readNumber(draft.diskGb) ?? 0) < least) errors.diskGb = t().diskLeast(gbText(least));
  return errors;
}
