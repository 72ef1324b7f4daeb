// Zod as the contract's schemas take it: whoever has a schema has its sentences too, and whoever has none needs neither.
import './messages.ts';

export * from 'zod/mini';
