import type { Answer } from './answer.ts';
import type { Backend } from './backend.ts';
import type { Catalogue } from './catalogue/catalogue.ts';
import type { Login } from './protocol/login7.ts';
import type { Rpc, RpcParameter } from './protocol/rpc.ts';
import { returnInt } from './protocol/tokens.ts';
import { settingsIn } from './settings-in.ts';

const SPECIAL: Record<string, number> = {
  sp_executesql: 10,
  sp_prepare: 11,
  sp_execute: 12,
  sp_prepexec: 13,
  sp_unprepare: 15,
};

/** Answers, and what a call returns after them. */
export interface Answered {
  answers: Answer[];
  epilogue?: Buffer;
}

/** The statements of one session, with what it has prepared. */
export class Statements {
  readonly #login: Login;
  readonly #catalogue: Catalogue;
  readonly #backend: Pick<Backend, 'options' | 'recorder'>;
  readonly #prepared = new Map<number, string>();
  #handle = 0;
  #settings: Record<string, string>;
  /** Requests so far. */
  count = 0;

  constructor(login: Login, catalogue: Catalogue, backend: Pick<Backend, 'options' | 'recorder'>) {
    this.#login = login;
    this.#catalogue = catalogue;
    this.#settings = backend.options.logins?.find(({ name }) => name === login.username)?.settings ?? {};
    this.#backend = backend;
  }

  /** The text of a batch, or a call. */
  async answer(request: string | Rpc, signal: AbortSignal): Promise<Answered> {
    this.count++;
    if (typeof request === 'string') return { answers: await this.#execute(request, {}, signal) };
    return this.#call(request, signal);
  }

  async #call({ procedure, parameters }: Rpc, signal: AbortSignal): Promise<Answered> {
    const text = (index: number) => String(parameters[index]?.value ?? '');
    switch (typeof procedure === 'number' ? procedure : SPECIAL[procedure.toLowerCase()]) {
      case 10:
        return { answers: await this.#execute(text(0), named(parameters.slice(2)), signal) };
      case 11:
        return { answers: [], epilogue: this.#prepare(text(2)) };
      case 12: {
        const sql = this.#prepared.get(Number(parameters[0]?.value)) ?? '';
        return { answers: await this.#execute(sql, named(parameters.slice(1)), signal) };
      }
      case 13: {
        const epilogue = this.#prepare(text(2));
        return { answers: await this.#execute(text(2), named(parameters.slice(3)), signal), epilogue };
      }
      case 15:
        this.#prepared.delete(Number(parameters[0]?.value));
        return { answers: [] };
      default:
        return { answers: [{ error: { number: 2812, message: `Could not find stored procedure '${procedure}'.` } }] };
    }
  }

  #prepare(sql: string): Buffer {
    this.#prepared.set(++this.#handle, sql);
    return returnInt('@handle', this.#handle);
  }

  async #execute(sql: string, parameters: Record<string, unknown>, signal: AbortSignal): Promise<Answer[]> {
    const { recorder } = this.#backend;
    recorder.statements.push(sql);
    this.#settings = { ...this.#settings, ...settingsIn(sql) };
    recorder.settings.push(this.#settings);
    const catalogue = this.#catalogue;
    const rowCount = Number(this.#settings.ROWCOUNT ?? 0);
    const own = await this.#backend.options.onStatement?.({ sql, parameters, login: this.#login, catalogue, signal });
    const answers = own ?? (await catalogue.answer(sql, parameters, signal));
    return rowCount === 0 ? answers : answers.map((answer) => cut(answer, rowCount));
  }
}

function cut(answer: Answer, rowCount: number): Answer {
  return 'rows' in answer ? { ...answer, rows: Array.from(answer.rows).slice(0, rowCount) } : answer;
}

const named = (parameters: RpcParameter[]) => Object.fromEntries(parameters.map(({ name, value }) => [name, value]));
