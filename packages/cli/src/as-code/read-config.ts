import type { HubConfig, TenantConfig } from '@portolan/client/config';
import { Email, SetMonitoringDefaultsInput, Slug, text } from '@portolan/contract';
import type { DesiredTenant } from './desired.ts';
import { type Fault, Faults } from './faults.ts';
import { readConnection } from './read-connection.ts';
import { readMember, readRole } from './read-role.ts';
import { refuseAlike } from './refuse-alike.ts';

const HUB_KEYS = ['tenants'] as const satisfies readonly (keyof HubConfig)[];
const TENANT_KEYS = [
  'slug',
  'name',
  'adminEmail',
  'monitoring',
  'roles',
  'members',
  'connections',
] as const satisfies readonly (keyof TenantConfig)[];
const Name = text(1, 255);

/** What a config wants, or all that is wrong with it; nothing is asked of a hub for that. */
export function readConfig(value: unknown): { tenants: DesiredTenant[]; faults: Fault[] } {
  const faults = new Faults();
  const hub = faults.object(value, '', HUB_KEYS);
  if (hub && hub.tenants === undefined) faults.add('tenants', 'has to be a list');
  const tenants = (hub && faults.list(hub.tenants, 'tenants', (one, place) => readTenant(faults, one, place))) ?? [];
  refuseAlike(faults, tenants);
  return { tenants, faults: faults.all };
}

function readTenant(faults: Faults, value: unknown, place: string): DesiredTenant | null {
  const given = faults.object(value, place, TENANT_KEYS);
  if (!given) return null;
  const slug = faults.parse(Slug, given.slug, `${place}.slug`);
  const optional = <T>(key: 'name' | 'adminEmail', schema: Parameters<typeof faults.parse<T>>[0]) =>
    given[key] === undefined ? undefined : (faults.parse(schema, given[key], `${place}.${key}`) ?? undefined);
  return {
    place,
    slug: slug ?? '',
    name: optional('name', Name),
    adminEmail: optional('adminEmail', Email),
    monitoring: readMonitoring(faults, given.monitoring, `${place}.monitoring`),
    roles: faults.list(given.roles, `${place}.roles`, (one, at) => readRole(faults, one, at)),
    members: faults.list(given.members, `${place}.members`, (one, at) => readMember(faults, one, at)),
    connections: faults.list(given.connections, `${place}.connections`, (one, at) => readConnection(faults, one, at)),
  };
}

function readMonitoring(faults: Faults, value: unknown, place: string) {
  if (value === undefined) return undefined;
  const known = Object.keys(SetMonitoringDefaultsInput.shape);
  const given = faults.object(value, place, known);
  // Keys that nobody knows are told by now, with what they may have meant.
  const kept = given && Object.fromEntries(Object.entries(given).filter(([key]) => known.includes(key)));
  return (kept && faults.parse(SetMonitoringDefaultsInput, kept, place)) ?? undefined;
}
