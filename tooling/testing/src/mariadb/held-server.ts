/** Starts a server, tells its process id and waits to be killed. */
import { startTestMariadb } from './start-test-mariadb.ts';

const { pid } = await startTestMariadb();
process.stdout.write(`${pid}\n`);
setInterval(() => {}, 1_000);
