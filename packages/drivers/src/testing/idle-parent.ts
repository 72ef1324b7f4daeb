/** Makes one call, says how it ended and has nothing left to do. */
import { createDriverHost } from '../host/index.ts';
import { targetOf } from './target.ts';

const host = createDriverHost({ egress: { allow: [], deny: [], allowPrivate: false } });
const { code } = await host.diagnose(targetOf({ port: 1 }));
process.stdout.write(`${code}\n`);
