import type { ServerResponse } from 'node:http';
import type { Misbehaviour } from './options.ts';

const MEBIBYTE = Buffer.alloc(1024 * 1024, 'x');

/** Does to a request what a test wants done. */
export function misbehave(how: Misbehaviour, response: ServerResponse): void {
  switch (how) {
    case 'hang':
      return;
    case 'reset':
      response.req.socket.destroy();
      return;
    case 'stall':
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': 1000 });
      response.write(' '.repeat(500));
      return;
    case 'flood': {
      response.writeHead(200, { 'content-type': 'application/json' });
      const pour = () => {
        while (!response.destroyed && response.write(MEBIBYTE));
      };
      response.on('drain', pour);
      pour();
      return;
    }
    default:
      response.writeHead(how.status, how.headers);
      response.end(how.body ?? '');
  }
}
