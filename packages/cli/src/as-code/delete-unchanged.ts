import type { Access } from '../access/index.ts';
import { Refusal } from './refusal.ts';

/** Where a thing is deleted with `If-Match`: only as long as it is as it was seen. */
const PATHS = { connection: '/api/connections', role: '/api/v1/roles' } as const;
const AGAIN = 3;
const PATIENCE_S = 30;

export interface Doomed {
  kind: keyof typeof PATHS;
  id: string;
  version: string;
  tenant: string;
}

export async function deleteUnchanged(access: Access, doomed: Doomed, left = AGAIN): Promise<void> {
  const { kind, id, version, tenant } = doomed;
  const headers = {
    authorization: `Bearer ${access.apiKey ?? access.token}`,
    'x-tenant-id': tenant,
    'if-match': `"${version}"`,
  };
  const answer = await fetch(`${access.url}${PATHS[kind]}/${id}`, { method: 'DELETE', headers }).catch(() => {
    throw new Refusal('NETWORK', 'The hub cannot be reached');
  });
  if (answer.ok) return;
  const wait = Number(answer.headers.get('retry-after') ?? Number.NaN);
  const body = (await answer.json().catch(() => null)) as { error?: { code: string; message: string } } | null;
  if (answer.status !== 429 || left === 0 || !(wait <= PATIENCE_S)) {
    throw new Refusal(body?.error?.code ?? 'INTERNAL', body?.error?.message ?? `The hub answered ${answer.status}`);
  }
  await new Promise((resolve) => setTimeout(resolve, wait * 1000));
  return deleteUnchanged(access, doomed, left - 1);
}
