import { isIP } from 'node:net';
import { parseHost } from '@portolan/contract';
import type { EgressPolicy } from '../driver.ts';
import { addressRanges, familyOf, GLOBAL_V6, NEVER, PRIVATE } from './address-ranges.ts';
import { embeddedIpv4 } from './embedded-ipv4.ts';
import { namePatterns } from './name-patterns.ts';

/** Configuration of the policy: `allow` and `deny` hold CIDRs, addresses and host names. */
export interface EgressRules {
  allow: string[];
  deny: string[];
  /** Whether loopback and private ranges may be dialled without being listed. */
  allowPrivate: boolean;
}

/** One sentence for every refusal, so that it tells nothing about what lives behind the policy. */
export const EGRESS_REFUSAL = 'The egress policy of this installation does not allow this destination';

const isRange = (entry: string) => isIP(entry.split('/')[0] ?? '') !== 0;

/** Whether a rule can be read: a CIDR, an address, a host name, or `*.` and the end of one. */
export function isEgressRule(rule: string): boolean {
  try {
    createEgressPolicy({ allow: [rule], deny: [], allowPrivate: false });
    return true;
  } catch {
    return false;
  }
}

/** Throws for a rule that cannot be read: a policy with a hole in it must not start. */
export function createEgressPolicy(rules: EgressRules): EgressPolicy {
  const allowed = addressRanges(rules.allow.filter(isRange));
  const denied = addressRanges(rules.deny.filter(isRange));
  const allowedName = namePatterns(rules.allow.filter((entry) => !isRange(entry)));
  const deniedName = namePatterns(rules.deny.filter((entry) => !isRange(entry)));

  const allowsAddress = (address: string, name?: string): boolean => {
    if (isIP(address) === 0 || address.includes('%')) return false;
    if (name !== undefined && deniedName(name)) return false;
    const subject = embeddedIpv4(address) ?? address;
    const family = familyOf(subject);
    if (denied.check(address, familyOf(address)) || denied.check(subject, family)) return false;
    if (NEVER.check(subject, family)) return false;
    if (PRIVATE.check(subject, family)) {
      return rules.allowPrivate || allowed.check(subject, family) || (name !== undefined && allowedName(name));
    }
    return family === 'ipv4' || GLOBAL_V6.check(subject, 'ipv6');
  };

  return {
    allowsHost: (host) => (host.kind === 'address' ? allowsAddress(host.address) : !deniedName(host.name)),
    allowsAddress: (address, name) => allowsAddress(address, name === undefined ? undefined : canonicalName(name)),
    names: (host) => {
      if (host.kind === 'name') return allowedName(host.name) || (rules.allowPrivate && host.name === 'localhost');
      const subject = embeddedIpv4(host.address) ?? host.address;
      const family = familyOf(subject);
      return allowed.check(subject, family) || (rules.allowPrivate && PRIVATE.check(subject, family));
    },
  };
}

function canonicalName(name: string): string | undefined {
  const parsed = parseHost(name);
  return parsed?.kind === 'name' ? parsed.name : undefined;
}
