/** Starts the emulator with a sample database on a fixed port and says how to connect. */
import { createAuthority } from '@portolan/testing/postgres';
import { SAMPLE } from './sample.ts';
import { startSnowflakeEmulator } from './start-emulator.ts';

const authority = createAuthority('Snowflake emulator');
const { port } = await startSnowflakeEmulator({
  port: Number(process.env.PORT ?? 8444),
  tls: authority.issue({ commonName: 'localhost', names: ['localhost', '127.0.0.1'] }),
  account: 'emulator',
  users: { YOU: { password: 'emulator', tokens: ['pat-emulator'], roles: ['READER', 'ACCOUNTADMIN'] } },
  warehouses: [{ name: 'WH', state: 'STARTED' }],
  databases: SAMPLE,
});
process.stdout.write(`An emulator of Snowflake, not Snowflake itself.

  host           localhost
  port           ${port}
  account        emulator
  warehouse      WH
  database       SHOP
  user           you, password emulator
  access token   pat-emulator
  sslCa          this certificate, made for this run:

${authority.ca}
The installation must allow private addresses in its egress policy.
`);
