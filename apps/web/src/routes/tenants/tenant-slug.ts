import { CreateTenantInput } from '@portolan/contract';
import * as z from 'zod/mini';
import type { FieldErrors } from '../../lib/form-errors.ts';

const LONGEST = 48;

/** "Acme Analytics GmbH" becomes "acme-analytics-gmbh". */
export function suggestSlug(name: string): string {
  const plain = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return plain
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, LONGEST)
    .replace(/^-+|-+$/g, '');
}

export function validateTenant(values: { name: string; slug: string }): FieldErrors {
  const errors: FieldErrors = {};
  const parsed = z.safeParse(CreateTenantInput, { name: values.name, slug: values.slug });
  for (const issue of parsed.error?.issues ?? []) errors[issue.path.join('.')] ??= issue.message;
  if (values.name.trim() === '') errors.name = 'Name is required';
  if (values.slug === '') errors.slug = 'Short name is required';
  return errors;
}
