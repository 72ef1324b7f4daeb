export interface SqlBrowserEmulator extends AsyncDisposable {
    readonly port: number;
    /** The names asked for, in order. */
    readonly asked: string[];
}
export interface SqlBrowserOptions {
    host?: string;
    /** 1434 by default, where clients ask. */
    port?: number;
    /** TCP ports by the name of their instance. */
    instances?: Record<string, number>;
    /** The raw answer to everything, instead; null says nothing. */
    answer?: Uint8Array | null;
}
/** Starts an emulator of the SQL Server Browser ([MC-SQLR]): it tells which port an instance listens on. */
export declare function startSqlBrowserEmulator(options?: SqlBrowserOptions): Promise<SqlBrowserEmulator>;
export declare function browserReply(instance: string, port: number): Buffer;
