import type { Relation } from './diagram-graph.ts';

/** "many to one", "one to none or one" */
export function cardinality({ many, optional }: Pick<Relation, 'many' | 'optional'>): string {
  return `${many ? 'many' : 'one'} to ${optional ? 'none or one' : 'one'}`;
}
