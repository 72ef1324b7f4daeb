import { randomBytes } from 'node:crypto';
import { type Connections, makeConnections } from './data/connections.ts';
import { makeHistory, spreadTimes } from './data/history.ts';
import { invitePeople, OPERATOR, type People, TENANT } from './data/people.ts';
import { makeShop } from './data/shop.ts';
import { type Databases, startDatabases } from './workspace/databases.ts';
import { hostName } from './workspace/hosts.ts';
import { startProduct } from './workspace/product.ts';

const SYSTEM = 'portolan';

export interface Company extends AsyncDisposable {
  url: string;
  /** Of everybody. */
  password: string;
  people: People;
  connections: Connections;
  databases: Databases;
}

/** The built product with a company that uses it: everything is made up, and gone afterwards. */
export async function openCompany(): Promise<Company> {
  await using opened = new AsyncDisposableStack();
  const databases = opened.use(await startDatabases());
  const { postgres } = databases;
  await makeShop(postgres.query, databases.password);
  await postgres.query(`create database ${SYSTEM}`);
  const password = `Windrose-${randomBytes(9).toString('hex')}`;
  const { host, port, user } = postgres;
  const product = opened.use(
    await startProduct({
      DATABASE_URL: `postgresql://${user}:${postgres.password}@${host}:${port}/${SYSTEM}`,
      ENCRYPTION_KEY: randomBytes(32).toString('base64'),
      PORTOLAN_OPERATOR_EMAIL: OPERATOR,
      PORTOLAN_OPERATOR_PASSWORD: password,
      PORTOLAN_RATE_LIMIT: 'off',
      PORTOLAN_EGRESS_ALLOW: `127.0.0.0/8,${hostName('snowflake.gateway')}`,
    }),
  );
  const people = await invitePeople(product, password);
  const connections = await makeConnections(people, databases);
  await makeHistory(people, connections, databases);
  await spreadTimes(databases, SYSTEM, `dbtools_tenant_${TENANT.slug}`);
  const held = opened.move();
  const { url } = product;
  return { url, password, people, connections, databases, [Symbol.asyncDispose]: () => held.disposeAsync() };
}
