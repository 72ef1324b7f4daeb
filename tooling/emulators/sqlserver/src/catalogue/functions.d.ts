import type { DatabaseSync } from 'node:sqlite';
import type { LoginDefinition } from '../options.ts';
import type { DatabaseDefinition } from './definition.ts';
/** The functions that catalogue queries call. */
export declare function addFunctions(db: DatabaseSync, definition: DatabaseDefinition, login: LoginDefinition): void;
