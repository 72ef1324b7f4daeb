import { type Databases, PORTS, READER } from '../workspace/databases.ts';
import { type Host, hostName } from '../workspace/hosts.ts';
import { CONNECTIONS } from './connection-text.ts';
import type { Client, People } from './people.ts';

type Input = Parameters<Client['connections']['create']['mutate']>[0];

/** By their names. */
export type Connections = Map<string, string>;

/** Made by whoever owns them, tested, and some of them deleted: their ids. */
export async function makeConnections(people: People, databases: Databases): Promise<Connections> {
  const made: Connections = new Map();
  for (const line of CONNECTIONS.trim().split('\n')) {
    const [name = '', target = '', environment = '', tags = '', owner = '', fault = '', description = ''] = line
      .split('|')
      .map((part) => part.trim());
    const [kind, host, databaseName] = target.split(' ') as [Input['dbType'], Host, string];
    const { client, id: ownerId } = people[(owner || 'olu') as keyof People];
    const input = {
      ...targetOf(kind, fault === 'sealed' ? 'shop.db' : host, databases, fault === 'password'),
      name,
      description,
      databaseName,
      environment: environment as NonNullable<Input['environment']>,
      tags: tags.split(' ').filter(Boolean),
      ownerId: owner ? ownerId : null,
    };
    // Whoever may only look at connections has theirs made by somebody else.
    const maker = ['lena', 'priya', 'samuel'].includes(owner) ? people.tomas.client : client;
    const { id } = await maker.connections.create.mutate(input);
    made.set(name, id);
    if (fault === 'deleted') await maker.connections.delete.mutate({ id });
    else if (fault !== 'untested') await people.samuel.client.connections.testSaved.mutate({ id });
    if (fault === 'sealed') await maker.connections.update.mutate({ id, host: hostName(host) });
  }
  return made;
}

/** Where a kind of database is reached, and how it lets the reader in. */
export function targetOf(kind: Input['dbType'], host: Host, { ca, password }: Databases, isWrong = false): Input {
  const known = isWrong ? `${password}-` : password;
  const at = { name: '', host: hostName(host), port: PORTS[kind], useSsl: true, username: READER };
  const login = { ...at, credential: { type: 'password' as const, password: known } };
  switch (kind) {
    case 'postgresql':
      return { ...login, dbType: kind, options: { sslMode: 'verify-full', sslCa: ca, schema: 'sales' } };
    case 'mysql':
    case 'sqlserver':
      return { ...login, dbType: kind, options: { sslMode: 'verify-full', sslCa: ca } };
    case 'snowflake':
      return { ...login, dbType: kind, options: { account: 'meridian', warehouse: 'WH', sslCa: ca } };
    case 'databricks': {
      const options = { httpPath: '/sql/1.0/warehouses/emulator', sslCa: ca };
      return { ...at, dbType: kind, username: null, options, credential: { type: 'token', token: known } };
    }
  }
}
