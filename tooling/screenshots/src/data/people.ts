import { createClient } from '@portolan/client';
import type { Product } from '../workspace/product.ts';

export type Client = ReturnType<typeof createClient>;
type Permission = Parameters<Client['roles']['create']['mutate']>[0]['permissionIds'][number];

export const TENANT = { name: 'Meridian Outfitters', slug: 'meridian' };
const SECOND = { name: 'Meridian Labs', slug: 'meridian-labs' };
export const OPERATOR = 'olu.adeyemi@meridian.example';
/** Whoever the pictures are seen by. */
export const SEER = 'ines.almeida@meridian.example';

const ROLES: { name: string; description: string; permissionIds: Permission[] }[] = [
  {
    name: 'On-call',
    description: 'Tests connections and sees why one fails, at any hour',
    permissionIds: ['connections:read', 'connections:test', 'user:read', 'role:read'],
  },
  {
    name: 'Data analyst',
    description: 'Browses schemas, tables and columns, and changes nothing',
    permissionIds: ['connections:read', 'connections:introspect', 'user:read'],
  },
  {
    name: 'Auditor',
    description: 'Reads what was done, by whom',
    permissionIds: ['audit:read', 'user:read', 'role:read'],
  },
];

/** Who they are, and their roles: the first is the one that they were invited to. */
const PEOPLE: [firstName: string, lastName: string, ...roles: [string, ...string[]]][] = [
  ['Ines', 'Almeida', 'Tenant Admin'],
  ['Tomás', 'Ferreira', 'Contributor'],
  ['Aiko', 'Tanaka', 'Contributor', 'On-call'],
  ['Samuel', 'Osei', 'On-call'],
  ['Lena', 'Vogt', 'Data analyst'],
  ['Priya', 'Natarajan', 'Data analyst', 'Auditor'],
  ['Zoë', 'Lindqvist', 'Viewer'],
];

export interface Person {
  id: string;
  email: string;
  client: Client;
}

export type People = Record<'olu' | 'ines' | 'tomas' | 'aiko' | 'samuel' | 'lena' | 'priya' | 'zoe', Person>;

/** A company: its operator makes the tenants and the roles, and everybody else comes by invitation. */
export async function invitePeople({ url }: Product, password: string): Promise<People> {
  const nobody = createClient(url);
  const { accessToken, user } = await nobody.auth.token.mutate({ username: OPERATOR, password });
  const operator = createClient(url, { token: accessToken });
  await operator.auth.updateProfile.mutate({ firstName: 'Olu', lastName: 'Adeyemi' });
  await operator.tenants.create.mutate(TENANT);
  await operator.tenants.create.mutate(SECOND);
  const client = createClient(url, { token: accessToken, tenant: TENANT.slug });
  for (const role of ROLES) await client.roles.create.mutate(role);
  const roles = new Map((await client.roles.list.query({})).items.map(({ name, id }) => [name, id]));
  const roleOf = (name: string) => roles.get(name) ?? '';

  const invited: [string, Person][] = [['olu', { id: user.id, email: OPERATOR, client }]];
  for (const [firstName, lastName, first, ...others] of PEOPLE) {
    const [plain, family] = [firstName, lastName].map((name) =>
      name
        .normalize('NFD')
        .replace(/\P{ASCII}/gu, '')
        .toLowerCase(),
    );
    const email = `${plain}.${family}@meridian.example`;
    const sent = await client.invitations.create.mutate({ email, roleId: roleOf(first) });
    const token = new URL(sent.acceptUrl ?? '').hash.split('=')[1] ?? '';
    const accepted = await nobody.invitations.accept.mutate({ token, password, firstName, lastName });
    const { id } = accepted.user;
    for (const other of others) await client.roles.changeUsers.mutate({ id: roleOf(other), add: [id] });
    const own = createClient(url, { token: accepted.accessToken, tenant: TENANT.slug });
    invited.push([plain ?? '', { id, email, client: own }]);
  }
  const people = Object.fromEntries(invited) as People;
  await people.ines.client.users.setActive.mutate({ id: people.zoe.id, isActive: false });
  return people;
}
