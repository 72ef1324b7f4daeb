import { callElsewhere } from './elsewhere.ts';

/** As a service of workerd. */
const worker: { fetch(): Promise<Response> } = { fetch: async () => Response.json(await callElsewhere()) };

// biome-ignore lint/style/noDefaultExport: what workerd looks for.
export default worker;
