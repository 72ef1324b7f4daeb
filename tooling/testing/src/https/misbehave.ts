import type { ServerResponse } from 'node:http';

/** What a server at its worst does with a request instead of answering it. */
export type Misbehaviour =
  | 'hang'
  | 'reset'
  /** Answers with head and half of a body, then nothing. */
  | 'stall'
  /** Answers and never stops. */
  | 'flood'
  | { status: number; headers?: Record<string, string>; body?: string | Uint8Array };

const MEBIBYTE = Buffer.alloc(1024 * 1024, ' ');

/** Does to a request what a test wants done. `contentType` is what an honest answer would have. */
export function misbehave(how: Misbehaviour, response: ServerResponse, contentType: string): void {
  switch (how) {
    case 'hang':
      return;
    case 'reset':
      response.req.socket.destroy();
      return;
    case 'stall':
      response.writeHead(200, { 'content-type': contentType, 'content-length': 1000 });
      response.write(Buffer.alloc(500, ' '));
      return;
    case 'flood': {
      response.writeHead(200, { 'content-type': contentType });
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
