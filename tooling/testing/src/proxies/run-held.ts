import { type SpawnOptions, spawn } from 'node:child_process';
import { connect } from 'node:net';

/** Ends with its input: at `close`, or when this process is no more, however it has ended. */
const WHILE_HELD = `
  exec 3<&0
  "$@" 3<&- </dev/null &
  server=$!
  (cat <&3 >/dev/null 2>&1; kill -9 $server) 2>/dev/null &
  holder=$!
  wait $server 2>/dev/null
  kill $holder 2>/dev/null`;

const START_MS = 20_000;

/** Runs a server until `close` and waits until it accepts connections at all of its ports of loopback. */
export async function runHeld(command: string[], ports: number[], options: SpawnOptions): Promise<() => Promise<void>> {
  const shell = spawn('sh', ['-c', WHILE_HELD, 'sh', ...command], { ...options, stdio: ['pipe', 'ignore', 'pipe'] });
  let said = '';
  shell.stderr?.on('data', (chunk) => {
    said += chunk;
  });
  let gone = false;
  const ended = new Promise<void>((resolve) => {
    shell.once('exit', () => {
      gone = true;
      resolve();
    });
  });
  shell.stdin?.on('error', () => {});
  const until = Date.now() + START_MS;
  for (const port of ports) {
    while (!(await accepts(port))) {
      if (gone || Date.now() > until) throw new Error(`${command[0]} did not start: ${said}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
  return async () => {
    shell.stdin?.end();
    await ended;
  };
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    // One that breaks off at once is there as well.
    socket.once('error', (error: NodeJS.ErrnoException) => resolve(error.code === 'ECONNRESET'));
  });
}
