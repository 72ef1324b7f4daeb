import type { AuditFacets, ExportAuditEventsInput } from '@portolan/contract';
import type { TenantContext } from '../context.ts';
import { namesOf } from './event-names.ts';
import { facetsRead } from './event-statements.ts';
import { type FacetRow, facetPeople, toFacets } from './facets-view.ts';

/** How many events of the tenant there are of each action, outcome and person, each under every filter but its own. */
export async function countEventFacets(ctx: TenantContext, input: ExportAuditEventsInput): Promise<AuditFacets> {
  const { statement, values } = facetsRead(ctx.tenant.id, input);
  const rows = await ctx.services.db.read<FacetRow>(statement, values);
  const ids = facetPeople(rows).map(({ value }) => value);
  return toFacets(rows, await namesOf(ctx, ids));
}
