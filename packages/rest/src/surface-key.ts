import type { RestRoute } from '@portolan/router';
import { toCamel, toSnake } from './casing.ts';

/** How a surface calls a key of the procedure's input. */
export function surfaceKey({ casing, names = {} }: RestRoute, key: string): string {
  if (Object.hasOwn(names, key)) return names[key] as string;
  return casing === 'snake' ? toSnake(key) : key;
}

/**
 * The key of the procedure's input that a surface means, null for none. A surface takes its own spelling only:
 * `firstName` is as unknown to snake_case as any other word.
 */
export function inputKey(route: RestRoute, key: string): string | null {
  const renamed = Object.entries(route.names ?? {}).find(([, name]) => name === key);
  if (renamed) return renamed[0];
  const meant = route.casing === 'snake' ? toCamel(key) : key;
  return surfaceKey(route, meant) === key ? meant : null;
}
