import { execFile, spawn } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { freePort } from '../server-process.ts';
import type { TestLibvirt } from './start-test-libvirt.ts';

const run = promisify(execFile);

export interface TestSshd extends AsyncDisposable {
  port: number;
  /** Of root, whom it lets in by this key alone. */
  privateKey: string;
  /** The line of a file of known hosts, for a host that is called `name`. */
  knownAs(name: string): string;
  close(): Promise<void>;
}

/** A real sshd on the machine of a libvirt. */
export async function startTestSshd(libvirt: TestLibvirt): Promise<TestSshd> {
  const home = await mkdtemp(path.join(os.tmpdir(), 'portolan-sshd-'));
  const keyFile = (name: string) => path.join(home, name);
  for (const name of ['host', 'user']) {
    await run('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', keyFile(name)]);
  }
  const port = await freePort();
  // Of the system's: sshd does not start without it.
  await mkdir('/run/sshd', { recursive: true });
  const settings: Record<string, string> = {
    Port: String(port),
    ListenAddress: '127.0.0.1',
    HostKey: keyFile('host'),
    AuthorizedKeysFile: keyFile('user.pub'),
    StrictModes: 'no',
    UsePAM: 'no',
    PidFile: 'none',
    PermitRootLogin: 'prohibit-password',
  };
  const options = Object.entries(settings).flatMap(([name, value]) => ['-o', `${name}=${value}`]);
  const [program = '', ...inside] = libvirt.inside;
  const sshd = spawn(program, [...inside, '/usr/sbin/sshd', '-D', '-e', '-f', '/dev/null', ...options], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const ended = new Promise((resolve) => sshd.once('exit', resolve));
  const close = async () => {
    sshd.kill('SIGKILL');
    await ended;
    await rm(home, { recursive: true, force: true });
  };
  const lines: string[] = [];
  for await (const line of createInterface({ input: sshd.stderr })) {
    lines.push(line);
    if (line.includes('Server listening')) break;
  }
  if (sshd.exitCode !== null) {
    await close();
    throw new Error(`sshd did not start: ${lines.join('\n')}`);
  }
  sshd.stderr.resume();
  const hostKey = await readFile(keyFile('host.pub'), 'utf8');
  return {
    port,
    privateKey: await readFile(keyFile('user'), 'utf8'),
    knownAs: (name) => `[${name}]:${port} ${hostKey}`,
    close,
    [Symbol.asyncDispose]: close,
  };
}
