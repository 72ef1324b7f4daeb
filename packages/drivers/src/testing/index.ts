export { readAll } from './read-all.ts';
export { type Rewrite, relayTo } from './relay.ts';
export { OPEN_EGRESS, passwordOf, targetOf, verdictOf } from './target.ts';
