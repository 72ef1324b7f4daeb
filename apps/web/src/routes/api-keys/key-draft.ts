import { CreateApiKeyInput, type Permission } from '@portolan/contract';
import * as z from 'zod/mini';
import type { FieldErrors } from '../../lib/form-errors.ts';

/** Days that a key may live; 0 is for good. */
export const LIFETIMES = [
  { days: 7, label: '7 days' },
  { days: 30, label: '30 days' },
  { days: 90, label: '90 days' },
  { days: 365, label: 'A year' },
  { days: 0, label: 'Never' },
] as const;

const DAY_MS = 86_400_000;

export interface KeyDraft {
  name: string;
  permissionIds: readonly Permission[];
  days: number;
}

export function toKeyInput(draft: KeyDraft, now: number): CreateApiKeyInput {
  return {
    name: draft.name.trim(),
    permissionIds: [...draft.permissionIds],
    expiresAt: draft.days === 0 ? null : new Date(now + draft.days * DAY_MS).toISOString(),
  };
}

export function validateKey(draft: KeyDraft): FieldErrors {
  const errors: FieldErrors = {};
  const parsed = z.safeParse(CreateApiKeyInput, toKeyInput(draft, Date.now()));
  for (const issue of parsed.error?.issues ?? []) errors[String(issue.path[0])] ??= issue.message;
  if (draft.name.trim() === '') errors.name = 'Name is required';
  if (draft.permissionIds.length === 0) errors.permissionIds = 'Choose at least one permission';
  return errors;
}

/** A first call that works with the permissions of the key, to try it out. */
export function curlExample(origin: string, key: string, permissionIds: readonly Permission[]): string {
  const paths: readonly [Permission, string][] = [
    ['connections:read', '/api/connections'],
    ['user:read', '/api/v1/users'],
    ['role:read', '/api/v1/roles'],
  ];
  const path = paths.find(([permission]) => permissionIds.includes(permission))?.[1] ?? '/api/v1/users/me';
  return `curl -H 'Authorization: Bearer ${key}' \\\n  ${origin}${path}`;
}
