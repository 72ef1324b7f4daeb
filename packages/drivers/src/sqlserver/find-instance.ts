import { createSocket } from 'node:dgram';
import { isIPv6 } from 'node:net';
import type { Deadline } from '../driver.ts';
import { approveDatagram } from '../egress/approved-sockets.ts';
import { within } from '../stages/deadline.ts';
import { StageFailure } from '../stages/stage-failure.ts';
import { readBrowserAnswer } from './read-browser-answer.ts';

const BROWSER_PORT = 1434;
/** CLNT_UCAST_INST, [MC-SQLR] 2.2.3. */
const ASK_INSTANCE = 0x04;
/** UDP loses datagrams; a browser that is there answers within milliseconds. */
const PATIENCE_MS = 1_000;

/**
 * The TCP port of an instance, as the SQL Server Browser at an approved address tells. Of its answer nothing but the
 * port is believed.
 */
export async function findInstance(
  addresses: readonly string[],
  instance: string,
  deadline: Deadline,
): Promise<{ address: string; port: number }> {
  for (const address of addresses) {
    for (const _ of ['once', 'again']) {
      const answer = await within(deadline, ask(address, instance));
      if (answer === null) continue;
      const port = readBrowserAnswer(answer, instance);
      if (port === null) throw unknown();
      return { address, port };
    }
  }
  throw silent();
}

/** Null when nothing comes back. */
function ask(address: string, instance: string): Promise<Buffer | null> {
  const { promise, resolve } = Promise.withResolvers<Buffer | null>();
  const socket = createSocket(isIPv6(address) ? 'udp6' : 'udp4');
  const timer = setTimeout(() => finish(null), PATIENCE_MS);
  const finish = (answer: Buffer | null) => {
    clearTimeout(timer);
    socket.removeAllListeners('message');
    socket.close();
    resolve(answer);
  };
  socket.once('error', () => finish(null));
  socket.on('message', (answer, from) => {
    if (from.address === address && from.port === BROWSER_PORT) finish(answer);
  });
  approveDatagram(socket, address, BROWSER_PORT);
  socket.send(Buffer.from([ASK_INSTANCE, ...Buffer.from(instance), 0]), BROWSER_PORT, address);
  return promise;
}

function unknown(): StageFailure {
  return new StageFailure(
    'CONFIG_INVALID',
    'The SQL Server Browser names no TCP port for this instance',
    'Check the name of the instance; ask the DBA whether TCP is enabled for it, or enter its port',
    'tcp',
  );
}

function silent(): StageFailure {
  return new StageFailure(
    'TIMEOUT',
    'The SQL Server Browser does not answer on UDP port 1434',
    'Enter the port of the instance, or ask the DBA to start the Browser and the network team to let UDP 1434 pass',
    'tcp',
  );
}
