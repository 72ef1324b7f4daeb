import { type AuditFacets, type AuditOutcome, MAX_FACET_PEOPLE } from '@portolan/contract';
import type { Names } from './event-names.ts';

/** One value of one facet; `label` is the address of a person. */
export interface FacetRow extends Record<string, unknown> {
  facet: 'action' | 'outcome' | 'actor';
  /** Null for events that nobody known did. */
  value: string | null;
  label: string | null;
  count: number;
}

export function facetPeople(rows: readonly FacetRow[]): (FacetRow & { value: string })[] {
  return rows
    .filter((row): row is FacetRow & { value: string } => row.facet === 'actor' && row.value !== null)
    .slice(0, MAX_FACET_PEOPLE);
}

export function toFacets(rows: readonly FacetRow[], names: Names): AuditFacets {
  const of = (facet: FacetRow['facet']) => rows.filter((row) => row.facet === facet);
  return {
    actions: of('action').map(({ value, count }) => ({ action: value ?? '', count })),
    outcomes: of('outcome').map(({ value, count }) => ({ outcome: value as AuditOutcome, count })),
    people: facetPeople(rows).map(({ value, label, count }) => ({ id: value, name: names[value] ?? label, count })),
  };
}
