import { load } from './contest.ts';
import { fillConnections } from './fill-connections.ts';
import { createWorkspace } from './workspace.ts';

await using workspace = await createWorkspace();
await fillConnections(workspace, 1000);
const { token } = await workspace.signIn();
const request = { path: '/api/connections?page=1', headers: { authorization: `Bearer ${token}` } };
const r = await load(
  {
    name: 'p',
    url: workspace.url,
    pid: workspace.serverPid,
    postgresPid: workspace.postgresPid,
    requests: [request],
  } as never,
  16,
  12,
);
console.log(r.requests.average);
