import { CreateTenantInput } from '@portolan/contract';
import type { FieldErrors } from '../../lib/form-errors.ts';
import { schemaErrors } from '../../lib/schema-errors.ts';
import { t } from './field-texts.ts';

const LONGEST = 48;

export interface TenantDraft {
  name: string;
  slug: string;
  /** Once edited by hand, the short name no longer follows the name. */
  slugChosen: boolean;
  /** Blank: whoever creates the tenant becomes its admin. */
  adminEmail: string;
}

export const BLANK_TENANT: TenantDraft = { name: '', slug: '', slugChosen: false, adminEmail: '' };

/** "Acme Analytics GmbH" becomes "acme-analytics-gmbh". */
export function suggestSlug(name: string): string {
  const plain = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return plain
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, LONGEST)
    .replace(/^-+|-+$/g, '');
}

export function toTenantInput(draft: Pick<TenantDraft, 'name' | 'slug'> & { adminEmail?: string }): CreateTenantInput {
  const adminEmail = draft.adminEmail?.trim();
  return { name: draft.name.trim(), slug: draft.slug, ...(adminEmail && { adminEmail }) };
}

export function validateTenant(draft: Pick<TenantDraft, 'name' | 'slug'> & { adminEmail?: string }): FieldErrors {
  const errors = schemaErrors(CreateTenantInput, toTenantInput(draft));
  if (draft.name.trim() === '') errors.name = t().nameMissing;
  if (draft.slug === '') errors.slug = t().slugMissing;
  return errors;
}
