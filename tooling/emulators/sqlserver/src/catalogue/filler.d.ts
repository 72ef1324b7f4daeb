import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
export declare const DEFAULT_COLLATION = "SQL_Latin1_General_CP1_CI_AS";
/** Writes rows into the system views and hands out ids. */
export declare class Filler {
    #private;
    readonly schemas: Map<string, number>;
    readonly objects: Map<string, number>;
    readonly columns: Map<string, number>;
    constructor(db: DatabaseSync);
    id(): number;
    insert(view: string, ...values: SQLInputValue[]): void;
}
export declare const objectKey: (schema: string, table: string) => string;
