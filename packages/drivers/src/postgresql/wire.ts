import type { Socket } from 'node:net';
import type pg from 'pg';
import type { Intake } from './hand-over.ts';

/** What a session works on: the library's client, the socket below it, where that goes, the count of what comes in. */
export interface Wire {
  client: pg.Client;
  socket: Socket;
  address: string;
  port: number;
  intake: Intake;
}
