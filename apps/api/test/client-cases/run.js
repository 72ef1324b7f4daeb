import process from 'node:process';
import { runCases } from './cases.js';

const [, , url, apiKey] = process.argv;
process.stdout.write(JSON.stringify(await runCases({ url, apiKey })));
