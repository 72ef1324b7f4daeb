import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { unpackClient } from './unpack-client.ts';
import type { Workspace } from './workspace.ts';

const CONNECTIONS = 1_000;
const MOST_PLAN_S = 2;
const MOST_APPLY_S = 30;
const ROUNDS = 5;

/** How long a config of a thousand connections takes: the whole program, from its start to its end. */
export async function benchmarkAsCode({ url, signIn }: Workspace): Promise<void> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'portolan-as-code-'));
  try {
    const program = path.join(unpackClient(folder), 'portolan.js');
    const { token } = await signIn();
    const env = { PORTOLAN_URL: url, PORTOLAN_API_KEY: token, XDG_CONFIG_HOME: folder, SECRET: 'a secret' };
    const seconds = async (words: string[], isTold: (out: string) => boolean) => {
      const started = performance.now();
      const child = spawn(process.execPath, [program, ...words], {
        cwd: folder,
        env,
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      let out = '';
      child.stdout.on('data', (piece) => {
        out += piece;
      });
      const exit = await new Promise((resolve) => child.once('close', resolve));
      if (exit !== 0 || !isTold(out)) throw new Error(`${words.join(' ')}: ${exit} ${out.slice(-500)}`);
      return (performance.now() - started) / 1000;
    };
    await writeFile(path.join(folder, 'portolan.config.ts'), configOf('one.example'));
    const first = await plans(seconds, `${CONNECTIONS} to create`);
    const created = await seconds(['apply', '--auto-approve'], (out) =>
      out.includes(`${CONNECTIONS} of ${CONNECTIONS}`),
    );
    const nothing = await plans(seconds, 'Nothing is to be changed');
    await writeFile(path.join(folder, 'portolan.config.ts'), configOf('two.example'));
    const all = await plans(seconds, `${CONNECTIONS} to change`);
    const changed = await seconds(['apply', '--auto-approve'], (out) =>
      out.includes(`${CONNECTIONS} of ${CONNECTIONS}`),
    );
    const [load] = os.loadavg();
    console.log(
      `plan of ${CONNECTIONS} connections, median of ${ROUNDS}: none there ${first} s, nothing to change ${nothing} s, all to change ${all} s (at most ${MOST_PLAN_S}); ` +
        `apply, each with a secret: created ${created.toFixed(1)} s, changed ${changed.toFixed(1)} s (at most ${MOST_APPLY_S}); load ${load?.toFixed(1)} on ${os.cpus().length} processors`,
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

type Timed = (words: string[], isTold: (out: string) => boolean) => Promise<number>;

async function plans(seconds: Timed, told: string): Promise<string> {
  const times: number[] = [];
  while (times.length < ROUNDS) times.push(await seconds(['plan'], (out) => out.includes(told)));
  return (times.sort((a, b) => a - b)[ROUNDS >> 1] as number).toFixed(2);
}

const configOf = (host: string) => `import { defineHub, env, type ConnectionConfig } from '@portolan/client/config';

const connections = Array.from({ length: ${CONNECTIONS} }, (_, index): ConnectionConfig => ({
  name: \`As code \${index}\`,
  dbType: 'postgresql',
  host: '${host}',
  port: 5432,
  databaseName: \`app_\${index}\`,
  username: 'reader',
  password: env('SECRET'),
  environment: 'staging',
  tags: ['team:sales', \`shard:\${index % 10}\`],
  options: { sslMode: 'require' },
  monitoring: { intervalSeconds: 600 },
}));
export default defineHub({ tenants: [{ slug: 'demo', connections }] });
`;
