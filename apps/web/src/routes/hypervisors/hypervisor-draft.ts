import { AddHypervisorInput, HYPERVISOR_POOLS } from '@portolan/contract';
import type { FieldErrors } from '../../lib/form-errors.ts';
import { schemaErrors } from '../../lib/schema-errors.ts';
import { t } from './dialog-texts.ts';

export const POOLS = ['machines', 'templates', 'images'] as const;

export interface HypervisorDraft extends Record<(typeof POOLS)[number], string> {
  name: string;
  uri: string;
  username: string;
  password: string;
  privateKey: string;
}

export const BLANK: HypervisorDraft = {
  name: '',
  uri: '',
  username: '',
  password: '',
  privateKey: '',
  ...HYPERVISOR_POOLS,
};

export function toAddition(draft: HypervisorDraft): AddHypervisorInput {
  const username = draft.username.trim();
  return {
    name: draft.name.trim(),
    uri: draft.uri.trim(),
    ...(username && { username }),
    ...(draft.password && { password: draft.password }),
    ...(draft.privateKey.trim() && { privateKey: draft.privateKey }),
    pools: { machines: draft.machines.trim(), templates: draft.templates.trim(), images: draft.images.trim() },
  };
}

export function validateHypervisor(draft: HypervisorDraft): FieldErrors {
  const { pools: ofPools, ...errors } = schemaErrors(AddHypervisorInput, toAddition(draft));
  if (draft.name.trim() === '') errors.name = t().nameMissing;
  if (draft.uri.trim() === '') errors.uri = t().uriMissing;
  const blank = POOLS.filter((pool) => draft[pool].trim() === '');
  for (const pool of blank) errors[pool] = t().poolMissing;
  // Which of them it is about does not come with what the schema says.
  if (ofPools && blank.length === 0) errors.machines = ofPools;
  return errors;
}
