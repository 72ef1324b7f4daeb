import type { DatabaseSync } from 'node:sqlite';
import type { DatabaseDefinition } from './definition.ts';
import { Filler } from './filler.ts';
/** Writes a definition into the system views. */
export declare function fillCatalogue(db: DatabaseSync, definition: DatabaseDefinition): Filler;
