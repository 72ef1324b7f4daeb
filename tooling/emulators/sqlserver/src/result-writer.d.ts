import type { Duplex } from 'node:stream';
import type { Answer } from './options.ts';
/** Writes a result packet by packet as its rows are made, no faster than they are taken. */
export declare class ResultWriter {
    #private;
    constructor(out: Duplex, packetSize: number, signal: AbortSignal);
    /** `call`: the answer of a procedure, which ends with a status and its output parameters. */
    write(answers: Answer[], { call, epilogue }: {
        call: boolean;
        epilogue?: Buffer | undefined;
    }): Promise<void>;
}
