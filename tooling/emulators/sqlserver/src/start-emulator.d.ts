import type { LoginDefinition, SqlServerEmulatorOptions } from './options.ts';
import { type Recorder } from './recorder.ts';
export declare const SAMPLE_LOGIN: LoginDefinition;
export interface SqlServerEmulator extends AsyncDisposable, Readonly<Recorder> {
    readonly port: number;
    /** Everything heard on any connection, one character a byte. */
    heard(): string;
    /** Connections open right now. */
    openConnections(): number;
}
/** Starts an emulator of SQL Server 2022: TDS 7.4, and TDS 8 for whoever begins with TLS. */
export declare function startSqlServerEmulator(options?: SqlServerEmulatorOptions): Promise<SqlServerEmulator>;
