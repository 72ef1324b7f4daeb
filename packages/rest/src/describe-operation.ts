import { RATE_LIMITS, type RateLimit } from '@portolan/contract';
import type { Meta, PermissionRule } from '@portolan/router';
import { isConditional } from './if-match.ts';
import type { Operation } from './operations.ts';

/** What an operation asks of its caller, as the builders of the procedure enforce it. */
export interface PermissionFacts {
  access: NonNullable<Meta['access']>;
  all?: readonly string[];
  any?: readonly string[];
}

/** A limit that counts calls of an operation: so many in so many seconds, for each account, address or person. */
export interface RateLimitFacts {
  counts: RateLimit;
  per: string;
  limit: number;
  seconds: number;
}

export function permissionOf({ access = 'public', rule }: Meta): PermissionFacts {
  return { access, ...rule };
}

/** What counts the calls of a procedure. Ids of other tenants are counted whatever they are asked with, and not told here. */
export function limitsOf({ attempts, limits = [] }: Meta): RateLimitFacts[] {
  return [...new Set([...(attempts ? [attempts] : []), ...limits])].flatMap((counts) =>
    Object.entries(RATE_LIMITS[counts]).map(([per, { points, seconds }]) => ({ counts, per, limit: points, seconds })),
  );
}

/** A few sentences about an operation, all of them from what makes it behave so. */
export function descriptionOf({ meta, route, alias, ...operation }: Operation): string {
  const properties = operation.input()?.properties ?? {};
  const isPaged = 'page' in properties && 'limit' in properties;
  return [
    `${meta.summary}.`,
    WHO[meta.access ?? 'public'](meta.rule),
    route.envelope === 'items'
      ? 'The answer is a page of an array; `X-Total-Count` and `Link` say what is beyond it.'
      : '',
    isPaged && route.envelope !== 'items' ? 'Pages are asked for with `page` and `limit`.' : '',
    route.stream ? 'Each line of the answer is a JSON object, sent as soon as it is known.' : '',
    isConditional(route) ? 'With `If-Match` it happens only where the version is still that one.' : '',
    limitsOf(meta).length > 0 ? 'Attempts are limited: beyond that the answer is 429 with `Retry-After`.' : '',
    alias ? `The same as the address without \`/v1\`, with the same bodies.` : '',
  ]
    .filter(Boolean)
    .join(' ');
}

const WHO: Record<NonNullable<Meta['access']>, (rule: PermissionRule | undefined) => string> = {
  public: () => 'Anyone may.',
  caller: () => 'For anyone who is signed in, and for API keys.',
  session: () => 'For people who are signed in, not for API keys.',
  operator: () => 'For operators of the installation.',
  tenant: (rule) => {
    const [ids, word] = rule && 'any' in rule ? [rule.any, ' or '] : [rule?.all ?? [], ' and '];
    if (ids.length === 0) return 'For members of the tenant.';
    return `Needs ${ids.map((id) => `\`${id}\``).join(word)} in the tenant.`;
  },
};
