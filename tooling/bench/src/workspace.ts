import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { startServer } from './bundle.ts';

const PASSWORD = 'benchmark-password';
const OPERATOR: Login = { username: 'operator@portolan.local', password: PASSWORD };

interface Login {
  username: string;
  password: string;
}

/** The real server on an embedded PostgreSQL of its own, thrown away afterwards. */
export interface Workspace extends AsyncDisposable {
  url: string;
  /** Another server with it is one of the same installation. */
  env: Record<string, string>;
  databaseUrl: string;
  serverPid: number;
  postgresPid: number;
  access: { host: string; port: number; user: string; password: string; database: string };
  operator: Login;
  /** As the operator unless somebody else is named. */
  signIn(as?: Login): Promise<{ token: string; sessionId: string }>;
}

export async function createWorkspace(settings: Record<string, string> = {}): Promise<Workspace> {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'portolan-bench-'));
  const env = {
    PORT: '0',
    PORTOLAN_DATA_DIR: dataDir,
    PORTOLAN_OPERATOR_PASSWORD: PASSWORD,
    PORTOLAN_RATE_LIMIT: 'off',
    LOG_FORMAT: 'json',
    // What is measured is measured alone.
    PORTOLAN_MONITORING: 'off',
  };
  const { child, match } = await startServer({ ...env, ...settings });
  const access = JSON.parse(await readFile(path.join(dataDir, 'postgres.json'), 'utf8'));
  const pidFile = await readFile(path.join(dataDir, 'postgres/data/postmaster.pid'), 'utf8');
  return {
    url: match,
    env: { ...env, ...settings },
    databaseUrl: `postgresql://${access.user}:${access.password}@${access.host}:${access.port}/${access.database}`,
    serverPid: child.pid ?? 0,
    postgresPid: Number(pidFile.split('\n')[0]),
    access,
    operator: OPERATOR,
    async signIn(as = OPERATOR) {
      const body = JSON.stringify(as);
      const headers = { 'content-type': 'application/json' };
      const answer = await fetch(`${match}/api/v1/auth/token`, { method: 'POST', headers, body });
      const { access_token: token } = (await answer.json()) as { access_token: string };
      const { sid } = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
      return { token, sessionId: sid };
    },
    async [Symbol.asyncDispose]() {
      child.kill('SIGTERM');
      await new Promise((resolve) => child.once('exit', resolve));
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
