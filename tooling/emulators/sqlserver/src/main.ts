/** Starts the emulator with the sample database: `node tooling/emulators/sqlserver/src/main.ts [port]`. */
import { createAuthority } from '@portolan/testing/postgres';
import { SAMPLE_LOGIN, startSqlServerEmulator } from './start-emulator.ts';

const port = Number(process.argv[2] ?? 14_330);
const authority = createAuthority('SQL Server emulator');
const tls = authority.issue({ commonName: 'emulator', names: ['localhost', '127.0.0.1'] });
const emulator = await startSqlServerEmulator({ port, tls });

process.stdout.write(`SQL Server emulator (not SQL Server) on 127.0.0.1:${emulator.port}

  database  shop
  user      ${SAMPLE_LOGIN.name}
  password  ${SAMPLE_LOGIN.password}
  TLS       trust this authority, or encrypt without verifying:

${authority.ca}`);
