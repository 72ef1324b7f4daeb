import { callElsewhere } from './elsewhere.ts';

// biome-ignore lint/suspicious/noConsole: what its parent reads.
console.log(JSON.stringify(await callElsewhere()));
