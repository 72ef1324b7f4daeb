import type { Connection } from '@portolan/contract';
import { t } from './production-texts.ts';

/** What has to be typed before these are changed or deleted, where production is among them: its name, or how many there are. */
export function productionAnswer(connections: readonly Pick<Connection, 'name' | 'environment'>[]): string | null {
  const production = connections.filter(({ environment }) => environment === 'production');
  if (production.length > 1) return t().count(production.length);
  return production[0]?.name ?? null;
}
