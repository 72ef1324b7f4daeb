import { readFile } from 'node:fs/promises';
import type { AuditVerification, VerifyAuditInput } from '@portolan/contract';
import {
  type Anchor,
  INSTALLATION_CHAIN,
  isAnchorGenuine,
  readBeginning,
  type Services,
  verifyEvents,
  verifyInstallation,
} from '@portolan/core';
import { TenantEntity } from '@portolan/db';
import { type Command, UsageError } from './command.ts';
import { table } from './table.ts';

export const verifyAuditCommand: Command = {
  name: 'audit verify',
  usage: '[--anchor <file>]',
  summary:
    'whether the audit logs of the installation and of all tenants are as they were written, and still hold an anchor',
  options: { anchor: { type: 'string' } },
  maxArgs: 0,
  async run({ composition, options, say }) {
    const { services } = composition;
    const anchored = await readAnchor(services, options.anchor);
    const outcomes = [
      { name: '(installation)', found: await verifyInstallation(services, anchored(INSTALLATION_CHAIN)) },
    ];
    const tenants = await services.db.ownerTransaction((em) => em.find(TenantEntity, {}, { orderBy: { slug: 'asc' } }));
    for (const { id, slug, name } of tenants) {
      outcomes.push({ name: slug, found: await verifyEvents({ services, tenant: { id, slug, name } }, anchored(id)) });
    }
    const rows = outcomes.map(({ name, found }) => [
      name,
      String(found.checked),
      verdict(found),
      found.head?.hash ?? '',
    ]);
    for (const line of table(['LOG', 'EVENTS', 'VERDICT', 'HEAD'], rows)) say(line);
    const beginning = await readBeginning(services);
    if (beginning?.at) say(`The logs were begun on ${beginning.at}, over ${beginning.events} events from before.`);
    return outcomes.every(({ found }) => found.ok) ? 0 : 1;
  },
};

/** What an anchor that was kept elsewhere says of each chain; the newest line of a file that gathers them counts. */
async function readAnchor(
  services: Services,
  file: string | boolean | undefined,
): Promise<(chainId: string) => VerifyAuditInput> {
  if (typeof file !== 'string') return () => ({});
  const text = await readFile(file, 'utf8').catch(() => {
    throw new UsageError(`the anchor cannot be read from ${file}`);
  });
  const anchor = parseAnchor(text.trim().split('\n').at(-1) ?? '');
  const genuine = anchor && (await isAnchorGenuine(services, anchor));
  if (!anchor || genuine === false) throw new UsageError(`${file} holds no anchor that this installation has signed`);
  if (genuine === null)
    throw new UsageError(`the anchor was signed with the key ${anchor.keyId}, which is not configured`);
  return (chainId) => {
    const chain = anchor.chains.find((one) => one.chainId === chainId);
    return chain && chain.seq > 0 ? { anchorSeq: chain.seq, anchorHash: chain.hash } : {};
  };
}

function parseAnchor(line: string): Anchor | null {
  try {
    const anchor = JSON.parse(line) as Anchor;
    return Array.isArray(anchor.chains) && typeof anchor.signature === 'string' ? anchor : null;
  } catch {
    return null;
  }
}

function verdict({ broken }: AuditVerification): string {
  return broken ? `${broken.reason} at ${broken.seq ?? 'no place'}${broken.id ? ` (${broken.id})` : ''}` : 'sound';
}
