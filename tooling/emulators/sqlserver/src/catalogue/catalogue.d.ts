import type { Answer, LoginDefinition } from '../options.ts';
import type { DatabaseDefinition } from './definition.ts';
/** The catalogue of one database as one login sees it: system views in SQLite, queried for real. */
export declare class Catalogue {
    #private;
    constructor(definition: DatabaseDefinition, login: LoginDefinition);
    /** Answers a batch: settings are taken for granted, one query is run. */
    answer(sql: string, parameters: Record<string, unknown>, signal: AbortSignal): Promise<Answer[]>;
    /** One query; its rows are read as they are taken. */
    query(sql: string, parameters?: Record<string, unknown>): Answer;
    close(): void;
}
