export interface TypeRow {
    name: string;
    systemId: number;
    userId: number;
    maxLength: number;
    precision: number;
    scale: number;
}
export declare const SYSTEM_TYPES: readonly TypeRow[];
/** A type as T-SQL writes it, `decimal(10,2)`, as the catalogue keeps it. */
export declare function typeRow(written: string): TypeRow;
