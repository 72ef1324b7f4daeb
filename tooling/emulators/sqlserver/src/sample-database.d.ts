import type { DatabaseDefinition } from './catalogue/definition.ts';
/** A small shop: customers, their orders, and a view of the big ones. */
export declare function sampleDatabase(): DatabaseDefinition;
