export * from './key-relations.ts';
export * from './to-dbml.ts';
export * from './to-mermaid.ts';
