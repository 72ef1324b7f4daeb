import { readSetting, removeSetting, writeSetting } from './settings.ts';

const TAB_KEY = 'portolan.tenant';

const listeners = new Set<() => void>();
let current: string | null = null;
let entries = 0;

/** Slug of the tenant that this tab works in and makes its requests for: that of its address. */
export function currentTenant(): string | null {
  return current;
}

/** Another one with each tenant that is entered: what was asked for before belongs to where the tab no longer is. */
export function entryNumber(): number {
  return entries;
}

export function enterTenant(slug: string | null): void {
  if (slug === current) return;
  current = slug;
  entries += 1;
  for (const listener of listeners) listener();
}

/** Calls when another tenant is entered, to throw away what belongs to the last one. Answers how to end that. */
export function onEnter(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Keeps a tenant in mind for addresses without one: those of this tab, and those that are opened later. */
export function rememberTenant(slug: string): void {
  writeSetting('tenant', slug);
  try {
    sessionStorage.setItem(TAB_KEY, slug);
  } catch {
    // Storage may be switched off.
  }
}

/** Where an address without a tenant leads: to the last one of this tab, or else of this browser. */
export function rememberedTenant(): string | null {
  try {
    return sessionStorage.getItem(TAB_KEY) ?? readSetting('tenant');
  } catch {
    return null;
  }
}

/** For the next user of this browser. */
export function forgetTenant(): void {
  enterTenant(null);
  removeSetting('tenant');
  removeSetting('recent');
  try {
    sessionStorage.removeItem(TAB_KEY);
  } catch {
    // See rememberTenant.
  }
}
