import { balancerFaults } from './between.ts';
import type { Fault, TargetAt } from './fault.ts';
import { closedPort, type FaultPeer, greetingPeer, peerThat, scriptedPeer, silentPeer } from './peers.ts';

const MYSQL_GREETING = Buffer.from(`\x4a\0\0\0\n8.4.0\0\x08\0\0\0${'x'.repeat(63)}`, 'latin1');
const POSTGRES_ERROR = Buffer.from('E\0\0\0\x2cSFATAL\0C0A000\0Munsupported frontend protocol\0\0', 'latin1');
const HTTP_ANSWER = 'HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n';
/** A TLS alert of level fatal, handshake_failure. */
const TLS_ALERT = Buffer.from([21, 3, 3, 0, 2, 2, 40]);

const nowhere = { host: 'no-such-host.invalid', port: 5432 };
const metadata = { host: '169.254.169.254', port: 80 };

/** What can be wrong before a server speaks its own protocol: the same for every engine. */
export function networkFaults(targetAt: TargetAt): Fault[] {
  const place = (name: string, { host, port }: { host: string; port: number }, verdict: Verdict): Fault => ({
    name,
    start: async () => ({ target: targetAt({ host, port }), async [Symbol.asyncDispose]() {} }),
    ...verdict,
  });
  const peer = (name: string, open: () => Promise<FaultPeer>, verdict: Verdict): Fault => ({
    name,
    start: async () => {
      const opened = await open();
      return { target: targetAt(opened), [Symbol.asyncDispose]: () => opened[Symbol.asyncDispose]() };
    },
    ...verdict,
  });
  return [
    place('host name nobody knows', nowhere, { stage: 'dns', code: 'DNS_NOT_FOUND' }),
    place('metadata address', metadata, { stage: 'policy', code: 'EGRESS_BLOCKED' }),
    peer('closed port', closedPort, { stage: 'tcp', code: 'TCP_REFUSED' }),
    peer('accepts, then silence', silentPeer, { stage: ['tls', 'auth'], code: 'TIMEOUT' }),
    peer('hangs up at once', () => peerThat((socket) => socket.end()), WRONG),
    peer('resets at once', () => peerThat((socket) => socket.resetAndDestroy()), RESET),
    peer('hangs up when spoken to', hangingUp, { ...WRONG, code: ['WRONG_SERVICE', 'TIMEOUT'] }),
    peer('HTTP server', () => scriptedPeer(HTTP_ANSWER), { ...WRONG, code: ['WRONG_SERVICE', 'TIMEOUT'] }),
    peer('SSH server', () => greetingPeer('SSH-2.0-OpenSSH_9.9\r\n'), WRONG),
    peer('mail server', () => greetingPeer('220 mail.example ESMTP\r\n'), WRONG),
    peer('flood of noise', flooding, WRONG),
    ...balancerFaults(targetAt),
  ];
}

/** A server of another engine: those of one's own are no fault. */
export function wrongEngineFaults(targetAt: TargetAt, engine: 'postgresql' | 'mysql' | 'other'): Fault[] {
  const peer = (name: string, open: () => Promise<FaultPeer>): Fault => ({
    name,
    start: async () => {
      const opened = await open();
      return { target: targetAt(opened), [Symbol.asyncDispose]: () => opened[Symbol.asyncDispose]() };
    },
    ...WRONG,
  });
  const faults: Fault[] = [];
  if (engine !== 'mysql') faults.push(peer('MySQL server', () => greetingPeer(MYSQL_GREETING)));
  // A server that waits to be spoken to never speaks to a client that waits as well.
  if (engine === 'other') faults.push(peer('PostgreSQL server', () => scriptedPeer(POSTGRES_ERROR)));
  if (engine !== 'mysql') faults.push(peer('TLS server with nothing in common', () => scriptedPeer(TLS_ALERT)));
  return faults;
}

type Verdict = Pick<Fault, 'stage' | 'code'>;

/** Which of the two depends on who speaks first, and on whether the connection wants TLS. */
const WRONG: Verdict = { stage: ['tls', 'auth'], code: 'WRONG_SERVICE' };

/** Whether or not it overtakes the news that the connection is there. */
const RESET: Verdict = { stage: 'tcp', code: 'TCP_RESET' };

/** To a client that waits for the server to speak first this is silence. */
const hangingUp = () => peerThat((socket) => socket.once('data', () => socket.end()));

function flooding(): Promise<FaultPeer> {
  const noise = Buffer.from(Array.from({ length: 65_536 }, (_, index) => (index * 7 + 129) % 256));
  return peerThat((socket) => {
    const pour = () => {
      while (!socket.destroyed && socket.write(noise));
    };
    socket.on('drain', pour);
    pour();
  });
}
