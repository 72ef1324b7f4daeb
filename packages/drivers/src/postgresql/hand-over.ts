import type { Socket } from 'node:net';
import { wrongService } from '../diagnosis/wrong-service.ts';
import { StageFailure } from '../stages/stage-failure.ts';

/** Most bytes a server may send before somebody has read them: many honest answers, and far from the memory limit. */
const MAX_UNREAD_BYTES = 24 * 1024 * 1024;
/** Type bytes a server may begin with: authentication, error, notice, protocol negotiation. */
const FIRST_TYPES = new Set(['R', 'E', 'N', 'v']);

/** Counts what a server has sent since the last of it was read. */
export class Intake {
  #unread = 0;

  add(bytes: number): void {
    this.#unread += bytes;
    if (this.#unread > MAX_UNREAD_BYTES) throw tooMuch();
  }

  read(): void {
    this.#unread = 0;
  }
}

/**
 * Gives a connected socket to the client library, which believes to connect it. What comes in is looked at first, and
 * a message its parser cannot bear fails this call instead of the process.
 */
export function handOver(socket: Socket, intake: Intake): Socket {
  let begun = false;
  const check = (chunk: Buffer) => {
    if (!begun && !looksLikePostgres(chunk)) throw wrongService('The server does not speak PostgreSQL');
    begun = true;
    intake.add(chunk.length);
  };
  const on = socket.on.bind(socket);
  const guarded = (parse: (chunk: Buffer) => void) => (chunk: Buffer) => {
    try {
      check(chunk);
      parse(chunk);
    } catch (error) {
      socket.destroy(error instanceof StageFailure ? error : wrongService('The server broke the PostgreSQL protocol'));
    }
  };
  return Object.assign(socket, {
    connect: () => {
      process.nextTick(() => socket.emit('connect'));
      return socket;
    },
    on: (event: string, listener: (chunk: Buffer) => void) =>
      on(event, event === 'data' ? guarded(listener) : listener),
  });
}

/** A MySQL greeting can begin with the type bytes by chance: then length and first field give it away. */
function looksLikePostgres(chunk: Buffer): boolean {
  const type = String.fromCharCode(chunk[0] ?? 0);
  if (!FIRST_TYPES.has(type)) return false;
  if (chunk.length < 9) return true;
  const length = chunk.readUInt32BE(1);
  if (length < 8 || length > 65_536) return false;
  return type === 'R' ? chunk.readUInt32BE(5) <= 12 : type === 'v' || chunk[5] === 'S'.charCodeAt(0);
}

function tooMuch(): StageFailure {
  return new StageFailure(
    'QUERY_FAILED',
    'The server sent more than an answer can hold',
    'Ask the owner of the connection what the server is; narrow the request down if it is the right one',
  );
}
