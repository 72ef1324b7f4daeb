import { CreateApiKeyInput, type Permission, type RotateApiKeyInput, USUAL_OVERLAP_HOURS } from '@portolan/contract';
import type { FieldErrors } from '../../lib/form-errors.ts';
import { schemaErrors } from '../../lib/schema-errors.ts';
import { t } from './dialog-texts.ts';

/** Days that a key may live; 0 is for good. */
export const LIFETIMES = [7, 30, 90, 365, 0] as const;

export function lifetimeText(days: (typeof LIFETIMES)[number]): string {
  if (days === 0) return t().never;
  return days === 365 ? t().year : t().days(days);
}

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
  const errors = schemaErrors(CreateApiKeyInput, toKeyInput(draft, Date.now()));
  if (draft.name.trim() === '') errors.name = t().nameMissing;
  if (draft.permissionIds.length === 0) errors.permissionIds = t().permissionMissing;
  return errors;
}

/** Hours that the former secret may work on, as they are offered; 0 is not at all. */
export const OVERLAPS = [0, 1, USUAL_OVERLAP_HOURS, 72, 168, 720] as const;

export function overlapText(hours: (typeof OVERLAPS)[number]): string {
  if (hours === 0) return t().atOnce;
  return hours < USUAL_OVERLAP_HOURS ? t().hours(hours) : t().days(hours / 24);
}

export interface RotationDraft {
  overlapHours: number;
  /** Days that the key lives from now; 0 is for good, null as long as before. */
  days: number | null;
}

export function toRotation(id: string, { overlapHours, days }: RotationDraft, now: number): RotateApiKeyInput {
  if (days === null) return { id, overlapHours };
  return { id, overlapHours, expiresAt: days === 0 ? null : new Date(now + days * DAY_MS).toISOString() };
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
