/** The types in which the emulator answers. */
export type ColumnType = 'int' | 'bigint' | 'bit' | 'float' | 'nvarchar' | 'nvarchar(max)' | 'varbinary';
export interface ResultColumn {
    name: string;
    type: ColumnType;
}
/** Rows may be made while they are sent: a large result needs no memory. */
export interface ResultSet {
    columns: ResultColumn[];
    rows: Iterable<readonly unknown[]>;
}
export declare function columnMetadata(columns: readonly ResultColumn[]): Buffer;
export declare function row(columns: readonly ResultColumn[], values: readonly unknown[]): Buffer;
