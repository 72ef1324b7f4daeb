import type { Duplex } from 'node:stream';
import type { Catalogue } from './catalogue/catalogue.ts';
import type { LoginDefinition, SqlServerEmulatorOptions } from './options.ts';
import type { Recorder } from './recorder.ts';
/** What the emulator knows of its logins and databases. */
export interface Backend {
    options: SqlServerEmulatorOptions;
    recorder: Recorder;
    findLogin(name: string, password: string): LoginDefinition | undefined;
    hasDatabase(name: string): boolean;
    catalogueFor(login: LoginDefinition): Catalogue;
}
/** One connection, from PRELOGIN to its end. `strict`: it is inside TLS already (TDS 8). */
export declare class Conversation {
    #private;
    constructor(wire: Duplex, backend: Backend, strict: boolean);
}
