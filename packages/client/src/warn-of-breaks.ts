import type { ClientOptions } from './client-options.ts';
import { DIGEST, loadContract, VERSION } from './contract.ts';
import type { Contract } from './contract-breaks.ts';

const NAMED = 5;
const asked = new Set<string>();

// biome-ignore lint/suspicious/noConsole: whoever runs a tool reads it there
const say = (text: string) => console.warn(text);

/**
 * Says once, on the console, that the hub of a client speaks otherwise than the client does. Nothing waits for it, and a hub
 * that does not answer this will not answer the calls either, which say so.
 */
export function warnOfBreaks({ url, fetch = globalThis.fetch, onWarning = say }: ClientOptions): void {
  const origin = url.replace(/\/$/, '');
  if (DIGEST === null || asked.has(origin)) return;
  asked.add(origin);
  const read = async <T>(path: string): Promise<T> => (await fetch(`${origin}/client/${path}`)).json();
  const compare = async () => {
    const hub = await read<{ version: string; contract: string }>('version');
    if (hub.contract === DIGEST) return;
    const [mine, theirs] = await Promise.all([loadContract(), read<Contract>('contract.json')]);
    const { contractBreaks } = await import('./contract-breaks.ts');
    const names = mine ? contractBreaks(mine, theirs) : [];
    if (names.length === 0) return;
    const more = names.length > NAMED ? ` and ${names.length - NAMED} more` : '';
    onWarning(
      `This Portolan client (${VERSION}) and its hub (${hub.version}) differ in ${names.slice(0, NAMED).join(', ')}${more}. ` +
        `Install the client of the hub: npm i ${origin}/client.tgz`,
    );
  };
  // A hub that is away will be asked with the next call.
  compare().catch(() => asked.delete(origin));
}
