import type { Permission } from '@portolan/contract';
import { createSignal } from 'solid-js';

const [asked, setAsked] = createSignal<Permission | null>(null);

/** The permission whose lack is being explained. */
export { asked as askedPermission };

/** Opens the explanation why the user lacks a permission, and who can give it. */
export function askWhy(permission: Permission): void {
  setAsked(permission);
}

export function stopAsking(): void {
  setAsked(null);
}
