import type { AuditFacets, ExportAuditEventsInput } from '@portolan/contract';
import type { Context } from '../context.ts';
import { installationNamesOf } from './event-names.ts';
import { installationFacetsRead } from './event-statements.ts';
import { type FacetRow, facetPeople, toFacets } from './facets-view.ts';

/** The same counts of what happened above all tenants. */
export function countInstallationEventFacets(ctx: Context, input: ExportAuditEventsInput): Promise<AuditFacets> {
  const { text, values } = installationFacetsRead(input);
  return ctx.services.db.ownerTransaction(async (em) => {
    const rows = await em.execute<FacetRow[]>(text, values);
    const ids = facetPeople(rows).map(({ value }) => value);
    return toFacets(rows, await installationNamesOf(em, ids));
  });
}
