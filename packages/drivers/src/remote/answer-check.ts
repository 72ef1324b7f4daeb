import { isKeptTable } from '../introspection/is-table.ts';
import { type AnswerLine, type RemoteCall, VALUE_OF } from '../wire/index.ts';
import { HostTrouble } from './host-trouble.ts';

/** Tables that are made while they are read: an outline is of one moment. */
const ALLOWANCE = 10_000;

/** Holds the lines of one answer against what its call may be answered: their kinds, their value, and how many pages there can be. */
export class AnswerCheck {
  readonly #verb: RemoteCall['verb'];
  /** Null before the outline. */
  #tablesLeft: number | null = null;

  constructor(verb: RemoteCall['verb']) {
    this.#verb = verb;
  }

  /** Throws `HostTrouble`. */
  take(line: AnswerLine, tail: string): void {
    switch (line.type) {
      case 'stage':
        this.#demand(this.#verb === 'diagnose');
        break;
      case 'page':
        this.#demand(this.#verb === 'introspect');
        this.#takePage(line.page, tail);
        break;
      case 'answer':
        this.#demand(VALUE_OF[this.#verb].safeParse(line.value).success);
        break;
      case 'failure':
      case 'beat':
    }
  }

  #takePage(page: Extract<AnswerLine, { type: 'page' }>['page'], tail: string): void {
    if (page.kind === 'outline') {
      this.#demand(this.#tablesLeft === null);
      this.#tablesLeft = page.tablesTotal * 2 + ALLOWANCE;
      return;
    }
    if (this.#tablesLeft === null) throw new HostTrouble('wrong');
    this.#demand(page.known.length === 0 || page.known.length === page.count);
    const told = page.known.length === 0 ? page.count : page.known.filter((table) => table === null).length;
    this.#demand(isTables(tail, told));
    this.#tablesLeft -= Math.max(page.count, 1);
    if (this.#tablesLeft < 0) throw new HostTrouble('endless');
  }

  #demand(holds: boolean): void {
    if (!holds) throw new HostTrouble('wrong');
  }
}

/** A host that is believed without a look would have what it tells kept, and everybody who reads it would fail. */
function isTables(json: string, told: number): boolean {
  try {
    const tables: unknown = JSON.parse(json);
    return json.startsWith('[') && Array.isArray(tables) && tables.length === told && tables.every(isKeptTable);
  } catch {
    return false;
  }
}
