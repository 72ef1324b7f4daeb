import { once } from 'node:events';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';

const BODY = '{"username":"nobody"}';

/** A request whose body is not there yet. Resolves once the server has begun with it. */
export async function beginRequest(url: string): Promise<{ finish(): Promise<string> }> {
  const { hostname, host, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  const asked = [
    'POST /api/v1/auth/token HTTP/1.1',
    `host: ${host}`,
    'content-type: application/json',
    'connection: close',
  ];
  socket.write([...asked, `content-length: ${BODY.length}`, 'expect: 100-continue', '\r\n'].join('\r\n'));
  // "100 Continue": it waits for the body.
  await once(socket, 'data');
  return {
    finish() {
      socket.write(BODY);
      return text(socket);
    },
  };
}

/** Whether anybody listens there. */
export function listens(url: string): Promise<boolean> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve) => {
    const socket = connect(Number(port), hostname, () => {
      socket.destroy();
      resolve(true);
    });
    socket.on('error', () => resolve(false));
  });
}
