import type { DatabaseDefinition } from './catalogue/definition.ts';
/** Names that break whatever is not careful: brackets, quotes, patterns, scripts, a surrogate pair and the longest one. */
export declare const ODD_NAMES: string[];
/** Everything the catalogue of SQL Server can hold against a reader. */
export declare function trickyDatabase(): DatabaseDefinition;
/** As many tables of as many columns as asked for, each with a key, an index and a reference to the one before. */
export declare function manyTables(count: number, columns: number): DatabaseDefinition;
