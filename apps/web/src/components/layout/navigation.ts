import type { Permission } from '@portolan/contract';
import type { ComponentProps, JSX } from 'solid-js';
import DatabaseIcon from '~icons/lucide/database';

export interface NavigationItem {
  href: string;
  label: string;
  permission: Permission;
  /** Second key of the chord that begins with `g`. */
  key: string;
  icon: (props: ComponentProps<'svg'>) => JSX.Element;
}

/** The pages of the sidebar, the palette and the shortcuts: one list. */
export const NAVIGATION: readonly NavigationItem[] = [
  { href: '/connections', label: 'Connections', permission: 'connections:read', key: 'c', icon: DatabaseIcon },
];
