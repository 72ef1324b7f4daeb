import { byte, byteString, shortString, uint16, uint32, uint64 } from './bytes.ts';

/** SQL_Latin1_General_CP1_CI_AS. */
export const COLLATION = byte(0x09, 0x04, 0xd0, 0x00, 0x34);

/** An error as SQL Server numbers it; `class` 14 is a refused login, 16 a mistake of the user's. */
export interface ServerError {
  number: number;
  message: string;
  state?: number;
  class?: number;
}

const token = (id: number, body: Buffer) => Buffer.concat([byte(id), uint16(body.length), body]);

export const error = (what: ServerError) => message(0xaa, { class: 16, ...what });
export const info = (what: ServerError) => message(0xab, { class: 0, ...what });

function message(id: number, { number, message: text, state = 1, class: level = 0 }: ServerError): Buffer {
  const place = [byteString('EMULATOR'), byteString(''), uint32(1)];
  return token(id, Buffer.concat([uint32(number), byte(state, level), shortString(text), ...place]));
}

const change = (type: number, now: Buffer, before: Buffer) => token(0xe3, Buffer.concat([byte(type), now, before]));

/** ENVCHANGE, [MS-TDS] 2.2.7.9. */
export const environment = {
  database: (name: string) => change(1, byteString(name), byteString('master')),
  language: (name: string) => change(2, byteString(name), byteString('')),
  packetSize: (now: number | string, before: number) => change(4, byteString(`${now}`), byteString(`${before}`)),
  collation: () => change(7, Buffer.concat([byte(COLLATION.length), COLLATION]), byte(0)),
  /** Sends the client elsewhere, as a gateway of Azure does. */
  routing(host: string, port: number): Buffer {
    const route = Buffer.concat([byte(0), uint16(port), shortString(host)]);
    return token(0xe3, Buffer.concat([byte(20), uint16(route.length), route, uint16(0)]));
  },
  transaction: (type: 8 | 9 | 10, id: Buffer) =>
    change(type, type === 8 ? Buffer.concat([byte(id.length), id]) : byte(0), byte(0)),
};

/** The version goes out as it came in. */
export function loginAck(tdsVersion = 0x74000004): Buffer {
  const version = Buffer.alloc(4);
  version.writeUInt32BE(tdsVersion);
  return token(0xad, Buffer.concat([byte(1), version, byteString('Microsoft SQL Server'), byte(16, 0, 0x10, 0x27)]));
}

export const utf8Acknowledged = () => Buffer.concat([byte(0xae, 0x0a), uint32(1), byte(1), byte(0xff)]);

export const DONE = { final: 0x00, more: 0x01, error: 0x02, count: 0x10, attention: 0x20 } as const;

const DONE_TOKENS = { batch: 0xfd, procedure: 0xfe, inProcedure: 0xff } as const;

export function done(status: number, rows = 0, kind: keyof typeof DONE_TOKENS = 'batch'): Buffer {
  return Buffer.concat([byte(DONE_TOKENS[kind]), uint16(status), uint16(0xc1), uint64(rows)]);
}

export const returnStatus = () => Buffer.concat([byte(0x79), uint32(0)]);

/** An output parameter of type int. */
export const returnInt = (name: string, value: number) =>
  Buffer.concat([
    byte(0xac),
    uint16(0),
    byteString(name),
    byte(1),
    uint32(0),
    uint16(1),
    byte(0x26, 4),
    byte(4),
    uint32(value),
  ]);
