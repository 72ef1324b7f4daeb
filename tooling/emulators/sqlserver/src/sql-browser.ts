import { createSocket } from 'node:dgram';
import { once } from 'node:events';

export interface SqlBrowserEmulator extends AsyncDisposable {
  readonly port: number;
  /** The names asked for, in order. */
  readonly asked: string[];
}

export interface SqlBrowserOptions {
  host?: string;
  /** 1434 by default, where clients ask. */
  port?: number;
  /** TCP ports by the name of their instance. */
  instances?: Record<string, number>;
  /** The raw answer to everything, instead; null says nothing. */
  answer?: Uint8Array | null;
}

const ASK_INSTANCE = 0x04;
const RESPONSE = 0x05;

/** Starts an emulator of the SQL Server Browser ([MC-SQLR]): it tells which port an instance listens on. */
export async function startSqlBrowserEmulator(options: SqlBrowserOptions = {}): Promise<SqlBrowserEmulator> {
  const { host = '127.0.0.1', port = 1434, instances = {}, answer } = options;
  const asked: string[] = [];
  const socket = createSocket('udp4');
  socket.on('message', (message, from) => {
    const name = message.subarray(1).toString('latin1').replace(/\0.*$/s, '');
    asked.push(name);
    if (message[0] !== ASK_INSTANCE || answer === null) return;
    const known = Object.entries(instances).find(([one]) => one.toLowerCase() === name.toLowerCase());
    const reply = answer ?? (known && browserReply(known[0], known[1]));
    if (reply) socket.send(reply, from.port, from.address);
  });
  socket.bind(port, host);
  await once(socket, 'listening');
  return {
    port: socket.address().port,
    asked,
    [Symbol.asyncDispose]: () => new Promise((resolve) => socket.close(() => resolve())),
  };
}

function browserReply(instance: string, port: number): Buffer {
  const text = `ServerName;EMULATOR;InstanceName;${instance};IsClustered;No;Version;16.0.1000.6;tcp;${port};;`;
  const body = Buffer.from(text, 'latin1');
  const head = Buffer.from([RESPONSE, 0, 0]);
  head.writeUInt16LE(body.length, 1);
  return Buffer.concat([head, body]);
}
