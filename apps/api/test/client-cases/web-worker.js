import { runCases } from './cases.js';

addEventListener('message', async ({ data }) => postMessage(await runCases(data)));
