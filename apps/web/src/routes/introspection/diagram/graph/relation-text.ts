import type { Relation } from './diagram-graph.ts';
import { t } from './relation-words.ts';

/** "many to one", "one to none or one" */
export function cardinality({ many, optional }: Pick<Relation, 'many' | 'optional'>): string {
  if (many) return optional ? t().manyToOptional : t().manyToOne;
  return optional ? t().oneToOptional : t().oneToOne;
}
