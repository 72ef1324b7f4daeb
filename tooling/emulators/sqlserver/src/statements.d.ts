import type { Catalogue } from './catalogue/catalogue.ts';
import type { Backend } from './conversation.ts';
import type { Answer } from './options.ts';
import type { Login } from './protocol/login7.ts';
import type { Rpc } from './protocol/rpc.ts';
/** Answers, and what a call returns after them. */
export interface Answered {
    answers: Answer[];
    epilogue?: Buffer;
}
/** The statements of one session, with what it has prepared. */
export declare class Statements {
    #private;
    /** Requests so far. */
    count: number;
    constructor(login: Login, catalogue: Catalogue, backend: Pick<Backend, 'options' | 'recorder'>);
    /** The text of a batch, or a call. */
    answer(request: string | Rpc, signal: AbortSignal): Promise<Answered>;
}
