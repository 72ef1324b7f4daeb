import { runCases } from './cases.js';

/** As a service on workerd: one request runs the cases. */
// biome-ignore lint/style/noDefaultExport: what workerd looks for
export default {
  async fetch(request) {
    return Response.json(await runCases(await request.json()));
  },
};
