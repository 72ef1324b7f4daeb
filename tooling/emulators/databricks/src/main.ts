/** Starts the emulator with a sample catalog on a fixed port and says how to connect. */
import { createAuthority } from '@portolan/testing/postgres';
import { SAMPLE } from './sample.ts';
import { startDatabricksEmulator } from './start-emulator.ts';

const authority = createAuthority('Databricks emulator');
const { port } = await startDatabricksEmulator({
  port: Number(process.env.PORT ?? 8443),
  tls: authority.issue({ commonName: 'localhost', names: ['localhost', '127.0.0.1'] }),
  tokens: { 'dapi-emulator': { user: 'you@example.com' } },
  clients: { emulator: { secret: 'emulator', login: { user: 'emulator' } } },
  catalogs: SAMPLE,
});
process.stdout.write(`An emulator of Databricks, not Databricks itself.

  host           localhost
  port           ${port}
  HTTP path      /sql/1.0/warehouses/emulator
  catalog        main
  access token   dapi-emulator
  OAuth client   emulator, secret emulator
  sslCa          this certificate, made for this run:

${authority.ca}
The installation must allow private addresses in its egress policy.
`);
