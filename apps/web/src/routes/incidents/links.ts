import { inTenant } from '../../lib/addresses.ts';

export const incidentsHref = (): string => inTenant('/incidents');

/** The incident, opened in the list of all. */
export const incidentHref = (id: string): string => inTenant(`/incidents?incident=${id}`);
