import type { MyTenant } from '@portolan/contract';
import { readSetting, removeSetting, writeSetting } from './settings.ts';

let current = readSetting('tenant');

/** Slug of the tenant that requests are made for, remembered over reloads. */
export function currentTenant(): string | null {
  return current;
}

export function rememberTenant(slug: string): void {
  current = slug;
  writeSetting('tenant', slug);
}

export function forgetTenant(): void {
  current = null;
  removeSetting('tenant');
}

/** The remembered tenant while the user still belongs to it, else the first. */
export function chooseTenant(tenants: readonly MyTenant[], remembered: string | null): MyTenant | null {
  return tenants.find((tenant) => tenant.slug === remembered) ?? tenants[0] ?? null;
}
