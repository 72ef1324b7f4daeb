import { once } from 'node:events';
import type { Duplex } from 'node:stream';
import type { Answer } from './answer.ts';
import { HEADER, PACKET, packet } from './protocol/packets.ts';
import { columnMetadata, type ResultSet, row } from './protocol/rows.ts';
import { DONE, done, error, info, returnStatus } from './protocol/tokens.ts';

/** Writes a result packet by packet as its rows are made, no faster than they are taken. */
export class ResultWriter {
  readonly #out: Duplex;
  readonly #room: number;
  readonly #signal: AbortSignal;
  #pending: Buffer[] = [];
  #size = 0;
  #id = 1;

  constructor(out: Duplex, packetSize: number, signal: AbortSignal) {
    this.#out = out;
    this.#room = packetSize - HEADER;
    this.#signal = signal;
  }

  /** `call`: the answer of a procedure, which ends with a status and its output parameters. */
  async write(answers: Answer[], { call, epilogue }: { call: boolean; epilogue?: Buffer | undefined }): Promise<void> {
    const ended = call ? ('inProcedure' as const) : ('batch' as const);
    let failed = false;
    for (const [index, answer] of answers.entries()) {
      const more = call || index < answers.length - 1 ? DONE.more : DONE.final;
      if ('raw' in answer) {
        if (answer.end) this.#out.end(answer.raw);
        else this.#out.write(answer.raw);
        return;
      }
      if ('info' in answer) {
        await this.#put(info(answer.info));
      } else if ('error' in answer) {
        failed = true;
        await this.#put(error(answer.error));
        if (!call) await this.#put(done(DONE.error | more));
      } else {
        const count = await this.#rows(answer);
        if (count === null) return;
        await this.#put(done(DONE.count | more, count, ended));
      }
    }
    const status = failed ? DONE.error : DONE.final;
    if (call)
      await this.#put(Buffer.concat([returnStatus(), epilogue ?? Buffer.alloc(0), done(status, 0, 'procedure')]));
    else if (answers.length === 0 || 'info' in (answers.at(-1) ?? {})) await this.#put(done(DONE.final));
    await this.#flush(true);
  }

  /** Answers how many, or null when nobody waits for them any more. */
  async #rows({ columns, rows }: ResultSet): Promise<number | null> {
    await this.#put(columnMetadata(columns));
    let count = 0;
    for (const values of rows) {
      if (this.#signal.aborted) return null;
      count++;
      // Waiting for each row alone would cost more than to write it.
      if (this.#add(row(columns, values))) await this.#flush(false);
    }
    return count;
  }

  async #put(bytes: Buffer): Promise<void> {
    if (this.#add(bytes)) await this.#flush(false);
  }

  /** Answers whether there is a packet's worth. */
  #add(bytes: Buffer): boolean {
    this.#pending.push(bytes);
    this.#size += bytes.length;
    return this.#size > this.#room;
  }

  async #flush(last: boolean): Promise<void> {
    let rest = Buffer.concat(this.#pending);
    const ready: Buffer[] = [];
    while (rest.length > this.#room) {
      ready.push(packet(PACKET.result, rest.subarray(0, this.#room), false, this.#id++));
      rest = rest.subarray(this.#room);
    }
    if (last) ready.push(packet(PACKET.result, rest, true, this.#id++));
    this.#pending = last ? [] : [rest];
    this.#size = last ? 0 : rest.length;
    if (this.#out.destroyed || this.#signal.aborted) return;
    if (!this.#out.write(Buffer.concat(ready))) {
      await Promise.race([once(this.#out, 'drain'), once(this.#signal, 'abort')]).catch(() => {});
    }
  }
}
