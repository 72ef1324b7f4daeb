import {
  CONNECTION_STATUSES,
  type ConnectionFacetsInput,
  type ConnectionStatus,
  ENVIRONMENTS,
  HEALTH_STATUSES,
  NOBODY,
} from '@portolan/contract';
import { byName } from '../by-name.ts';
import { likePattern } from '../like-pattern.ts';
import { HEALTH_NOW } from './health-columns.ts';

/** What is asked for, and what the keys of the server say of the credential states. */
export interface ConnectionFilter extends ConnectionFacetsInput {
  /** Filled by `withStates` where a credential state is asked for. */
  states?: { keyIds: string[]; sealed: string[] } | undefined;
}

/** As the function test_rank has it: the failing first. */
const TEST_RANKS: Record<ConnectionStatus, number> = { failed: 0, untested: 1, connected: 2 };

export const TEST_RANK = 'test_rank(c.last_test_result)';
export const ENVIRONMENT_RANK = 'environment_rank(c.environment)';
const HEALTH = (column: string) =>
  `(select ${column} from connection_monitors m where m.connection_id = c.id and m.tenant_id = scope.tenant_id)`;
/** As the function health_rank has it: the worst first. */
export const HEALTH_RANK = HEALTH(`health_rank(${HEALTH_NOW})`);
export const STATUS_BY_RANK = CONNECTION_STATUSES.toSorted((a, b) => TEST_RANKS[a] - TEST_RANKS[b]);

/** Conditions by what they ask for, each over its own values. Where there is an index, it is over the same expression. */
const CONDITIONS = {
  search: ([text]: string[]) => `c.search_text like (select lower(${byName(`${text}::text`)}))`,
  dbType: ([kind]: string[]) => `c.db_type::text = ${kind}`,
  status: ([rank]: string[]) => `${TEST_RANK} = ${rank}::int`,
  environment: ([rank]: string[]) => `${ENVIRONMENT_RANK} = ${rank}::int`,
  tag: ([tags]: string[]) => `c.tags @> ${tags}::text[]`,
  owner: ([id]: string[]) => `c.owner_id = ${id}::uuid`,
  unowned: ([yes]: string[]) => `(c.owner_id is null) = ${yes}::boolean`,
  health: ([rank]: string[]) => `${HEALTH_RANK} = ${rank}::int`,
  none: ([yes]: string[]) => `(c.credential_destination is null) = ${yes}::boolean`,
  unreadable: ([keys]: string[]) =>
    `c.credential_destination is not null and not c.credential_key_id = any(${keys}::text[])`,
  ready: ([keys, sealed]: string[]) =>
    `c.credential_key_id = any(${keys}::text[]) and not c.id = any(${sealed}::uuid[])`,
  sealed: ([ids]: string[]) => `c.id = any(${ids}::uuid[])`,
} satisfies Record<string, (parameters: string[]) => string>;
export type ConditionName = keyof typeof CONDITIONS;

type Asked = [name: ConditionName, ...values: unknown[]];

/** What a filter asks for, in a fixed order. */
function askedBy(filter: ConnectionFilter): Asked[] {
  const { dbType, status, environment, tag, ownerId, health } = filter;
  const pattern = likePattern(filter.search);
  const asked: Asked[] = [];
  if (pattern !== null) asked.push(['search', pattern]);
  if (dbType) asked.push(['dbType', dbType]);
  if (status) asked.push(['status', TEST_RANKS[status]]);
  if (environment) asked.push(['environment', ENVIRONMENTS.indexOf(environment)]);
  if (tag && tag.length > 0) asked.push(['tag', tag]);
  if (ownerId) asked.push(ownerId === NOBODY ? ['unowned', true] : ['owner', ownerId]);
  if (health) asked.push(['health', HEALTH_STATUSES.indexOf(health)]);
  return [...asked, ...stateAskedBy(filter)];
}

function stateAskedBy({ credentialState, states }: ConnectionFilter): Asked[] {
  if (!credentialState) return [];
  if (credentialState === 'none') return [['none', true]];
  if (!states) throw new Error('A credential state is asked for without the keys that tell it');
  const { keyIds, sealed } = states;
  if (credentialState === 'unreadable') return [['unreadable', keyIds]];
  return credentialState === 'sealed' ? [['sealed', sealed]] : [['ready', keyIds, sealed]];
}

/**
 * One statement for each single thing that can be asked for, as one that could do everything would be planned for the
 * worst case; and one that can do everything for what is asked for together, as all combinations would be thousands.
 */
export function conditionsOf(tenantId: string, filter: ConnectionFilter) {
  const values: unknown[] = [tenantId];
  const conditions = ['c.tenant_id = scope.tenant_id', `c.deleted_at is ${filter.deleted ? 'not ' : ''}null`];
  const asked = askedBy(filter);
  const together = asked.length > 1;
  const every = together ? everyOf(asked) : asked;
  for (const [name, ...given] of every) {
    const parameters = given.map((value) => `$${values.push(value)}`);
    const condition = CONDITIONS[name](parameters);
    conditions.push(together ? unlessNull(condition, name, parameters) : condition);
  }
  const called = together ? 'several' : (asked[0]?.[0] ?? 'all');
  return { name: filter.deleted ? `deleted-${called}` : called, where: conditions.join(' and '), values };
}

const ARITY: Partial<Record<ConditionName, number>> = { ready: 2 };

function everyOf(asked: Asked[]): Asked[] {
  const given = new Map(asked.map((one) => [one[0], one]));
  const names = Object.keys(CONDITIONS) as ConditionName[];
  return names.map((name) => given.get(name) ?? [name, ...Array<null>(ARITY[name] ?? 1).fill(null)]);
}

const TYPES: Record<ConditionName, string> = {
  search: 'text',
  dbType: 'text',
  status: 'int',
  environment: 'int',
  tag: 'text[]',
  owner: 'uuid',
  unowned: 'boolean',
  health: 'int',
  none: 'boolean',
  unreadable: 'text[]',
  ready: 'text[]',
  sealed: 'uuid[]',
};

function unlessNull(condition: string, name: ConditionName, [first]: string[]): string {
  return `(${first}::${TYPES[name]} is null or ${condition})`;
}

/** Conditions by name for a statement that always has all of them, each true where nothing is asked for. */
export function eachCondition(filter: ConnectionFilter, values: unknown[]): Record<ConditionName, string> {
  const asked = everyOf(askedBy(filter)).map(([name, ...given]) => {
    const parameters = given.map((value) => `$${values.push(value)}`);
    return [name, unlessNull(CONDITIONS[name](parameters), name, parameters)] as const;
  });
  return Object.fromEntries(asked) as Record<ConditionName, string>;
}
