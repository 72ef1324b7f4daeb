import type pg from 'pg';
import { prepareValue } from 'pg/lib/utils.js';
import type { Statement } from './statements.ts';
import { timestampTypes } from './timestamps.ts';

type Parameter = ReturnType<typeof prepareValue>;

interface Column {
  name: string;
  dataTypeID: number;
}

/** How the rows of a statement are read: told once for each connection. */
interface Reading {
  names: string[];
  parsers: ((text: string) => unknown)[];
}

/** The part of pg's connection that a query uses; its types leave it out. */
interface Wire {
  parsedStatements: Record<string, string>;
  submittedNamedStatements: Record<string, string>;
  parse(query: { name: string; text: string; types: number[] }): void;
  bind(config: { statement: string; values: Parameter[] }): void;
  describe(message: { type: 'P'; name: string }): void;
  execute(config: { portal: string; rows: number }): void;
  sync(): void;
}

const readings = new WeakMap<Wire, Map<string, Reading>>();

/**
 * One run of a prepared statement, as pg takes it from outside. What its own query asks each time, a description of the
 * columns, is asked once for each connection: PostgreSQL refuses a statement whose columns have changed since.
 */
export class PreparedQuery<R> implements pg.Submittable {
  readonly name: string;
  readonly text: string;
  readonly rows: Promise<R[]>;
  readonly #values: Parameter[];
  readonly #settled = Promise.withResolvers<R[]>();
  readonly #read: R[] = [];
  #reading: Reading | undefined;
  #wire: Wire | undefined;

  constructor({ name, text }: Statement, values: unknown[]) {
    this.name = name;
    this.text = text;
    this.#values = values.map(prepareValue);
    this.rows = this.#settled.promise;
  }

  submit(connection: pg.Connection): void {
    // Its types know events alone.
    const wire = connection as unknown as Wire;
    const { name, text } = this;
    this.#wire = wire;
    this.#reading = readings.get(wire)?.get(name);
    if (!(name in wire.parsedStatements || name in wire.submittedNamedStatements)) {
      wire.parse({ name, text, types: [] });
      wire.submittedNamedStatements[name] = text;
    }
    wire.bind({ statement: name, values: this.#values });
    if (!this.#reading) wire.describe({ type: 'P', name: '' });
    wire.execute({ portal: '', rows: 0 });
    wire.sync();
  }

  handleRowDescription({ fields }: { fields: Column[] }): void {
    const reading = {
      names: fields.map(({ name }) => name),
      parsers: fields.map(({ dataTypeID }) => timestampTypes.getTypeParser(dataTypeID, 'text')),
    };
    this.#reading = reading;
    const wire = this.#wire as Wire;
    const known = readings.get(wire);
    if (known) known.set(this.name, reading);
    else readings.set(wire, new Map([[this.name, reading]]));
  }

  handleDataRow({ fields }: { fields: (string | null)[] }): void {
    const { names, parsers } = this.#reading as Reading;
    const row: Record<string, unknown> = {};
    for (let at = 0; at < names.length; at++) {
      const text = fields[at] ?? null;
      row[names[at] as string] = text === null ? null : parsers[at]?.(text);
    }
    this.#read.push(row as R);
  }

  handleReadyForQuery(): void {
    this.#settled.resolve(this.#read);
  }

  handleError(error: Error): void {
    this.#settled.reject(error);
  }

  handleCommandComplete(): void {}

  handleEmptyQuery(): void {}
}
