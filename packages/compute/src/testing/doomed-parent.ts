/** Watches a hypervisor, tells the worker's process id with each event, and waits to be killed. */
import { openHost } from './open-host.ts';

const [uri = '', home = ''] = process.argv.slice(2);
const { host, target } = await openHost(uri, { home });
for await (const _ of host.watch(target, new AbortController().signal)) process.stdout.write(`${host.pid}\n`);
