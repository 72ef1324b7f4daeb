import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';

const lines: WeakMap<Duplex, Line> = new WeakMap();
const RESETS = new Set(['ECONNRESET', 'EPIPE', 'ECONNABORTED']);

/** How a connection ended: broken off, closed, or not at all. */
export type LineEnd = 'reset' | 'closed' | 'open';

/** What is seen of a connected socket, whoever reads from it and whatever they make of it. */
export class Line {
  readonly #socket: Socket;
  #reset = false;
  #ended = false;
  /** Connects anew and says nothing. */
  tryAgain: (() => Promise<LineEnd>) | null = null;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.on('error', (error) => this.#saw(error));
    socket.once('end', () => {
      this.#ended = true;
    });
  }

  /** Watches a socket from before it connects: it may be over before whoever wants it has it. */
  static of(socket: Socket): Line {
    const line = lines.get(socket) ?? new Line(socket);
    lines.set(socket, line);
    return line;
  }

  /** An error of what lies above a socket, TLS for example, which takes it from there. */
  static saw(socket: Duplex, error: NodeJS.ErrnoException): void {
    const line = lines.get(socket);
    if (line) line.#saw(error);
  }

  /** Whether a byte has come. */
  get heard(): boolean {
    return this.#socket.bytesRead > 0;
  }

  /** Whether it was broken off, and not merely closed, before a byte came. */
  get reset(): boolean {
    return this.#reset;
  }

  /**
   * Makes sure of how it ended: what was said to a side that had closed breaks the line off as well, and the first message
   * over TLS takes the news of a reset with it. One on which nothing is said tells.
   */
  async settle(): Promise<void> {
    if (this.heard || !this.tryAgain) return;
    const end = await this.tryAgain();
    if (end !== 'open') this.#reset = end === 'reset';
  }

  /** Errors with these codes that no system call made are those of a connection that was closed. */
  #saw({ code = '', syscall }: NodeJS.ErrnoException): void {
    if (RESETS.has(code) && syscall !== undefined && !this.#ended && !this.heard) this.#reset = true;
  }
}
