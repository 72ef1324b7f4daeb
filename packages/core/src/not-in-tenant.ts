import type { EntityManager } from '@portolan/db';
import type { CallerContext } from './context.ts';
import { AppError } from './errors.ts';

const LABELS = {
  connection: 'connection',
  role: 'role',
  invitation: 'invitation',
  api_key: 'API key',
  user: 'user',
  incident: 'incident',
  service_account: 'service account',
  vm: 'machine',
} as const;

export interface Named {
  type: keyof typeof LABELS;
  id: string;
}

/**
 * The error for an id that the tenant does not have: 403 when another tenant has it, 404 when it is nowhere. Asked only
 * after the tenant's own rows have been looked at. Whoever has asked for too many of others' is told neither any more.
 */
export async function notInTenant(em: EntityManager, ctx: CallerContext, { type, id }: Named): Promise<AppError> {
  const { foreignId } = ctx.services.attempts;
  const { userId } = ctx.principal;
  await foreignId.assertLeft(userId);
  const [answer] = await em.execute<{ foreign: boolean }[]>('select is_foreign(?, ?) as "foreign"', [type, id]);
  const label = LABELS[type];
  if (!answer?.foreign) return new AppError('NOT_FOUND', `${label[0]?.toUpperCase()}${label.slice(1)} not found`);
  await foreignId.consume(userId);
  return new AppError('FORBIDDEN', `This ${label} belongs to another tenant`, {
    entity: { type, id },
    crossTenant: true,
  });
}
