import { parseHost } from '@portolan/contract';

/**
 * Matches host names against a list of names; `*.example.com` matches everything below it.
 * Throws for an entry that is not a name.
 */
export function namePatterns(entries: readonly string[]): (name: string) => boolean {
  const exact = new Set<string>();
  const suffixes: string[] = [];
  for (const entry of entries) {
    const wildcard = entry.startsWith('*.');
    const parsed = parseHost(wildcard ? entry.slice(2) : entry);
    if (parsed?.kind !== 'name') throw new Error(`not a host name, address or CIDR: '${entry}'`);
    if (wildcard) suffixes.push(`.${parsed.name}`);
    else exact.add(parsed.name);
  }
  return (name) => exact.has(name) || suffixes.some((suffix) => name.endsWith(suffix));
}
