import path from 'node:path';
import { buildClient } from './build-client.ts';

/** `node main.ts FOLDER`: the client that a hub serves, into a folder. */
const [folder] = process.argv.slice(2);
if (!folder) throw new Error('Usage: node main.ts FOLDER');
await buildClient(path.resolve(folder));
