import { spawn } from 'node:child_process';

interface Access {
  socket: string;
  user: string;
  password: string;
  database?: string | undefined;
}

/** Runs SQL by the `mariadb` client: rows as its batch mode writes them, its escapes undone. Throws what it says. */
export async function runSql({ socket, user, password, database }: Access, sql: string) {
  const flags = ['--no-defaults', '--batch', '--skip-column-names', '--default-character-set=utf8mb4'];
  const client = spawn('mariadb', [...flags, `--socket=${socket}`, `--user=${user}`, ...(database ? [database] : [])], {
    env: { PATH: process.env.PATH, MYSQL_PWD: password, LC_ALL: 'C' },
  });
  const [out, problems]: Buffer[][] = [[], []];
  client.stdout.on('data', (chunk) => out?.push(chunk));
  client.stderr.on('data', (chunk) => problems?.push(chunk));
  client.stdin.on('error', () => {});
  client.stdin.end(sql);
  const code = await new Promise((resolve, reject) => {
    client.once('error', reject);
    client.once('close', resolve);
  });
  if (code !== 0) throw new Error(`mariadb: ${Buffer.concat(problems ?? []).toString()}`);
  const lines = Buffer.concat(out ?? [])
    .toString()
    .split('\n')
    .slice(0, -1);
  return lines.map((line) => line.split('\t').map(unescaped));
}

const ESCAPES: Record<string, string> = { n: '\n', t: '\t', '0': '\0', '\\': '\\' };

function unescaped(cell: string): string | null {
  return cell === 'NULL' ? null : cell.replace(/\\(.)/g, (whole, letter) => ESCAPES[letter] ?? whole);
}
