import type { Services } from '../context.ts';
import { type Begun, closeIncidents, openIncidents, takeIncidentsTurn, tellIncidents } from '../incidents/index.ts';
import type { Checked } from './checked.ts';
import { keepFindings } from './keep-findings.ts';

/**
 * Keeps checks of one tenant that open or close something, with the incidents and their audit events, all or nothing;
 * answers of which: what is no longer claimed says nothing.
 */
export function keepTurned(services: Services, tenantId: string, checked: readonly Checked[]): Promise<Set<string>> {
  return services.db.ownerTransaction(async (em) => {
    const acting = await takeIncidentsTurn(em, services, tenantId);
    if (!acting) return new Set();
    const kept = await keepFindings(em, checked);
    // Who fails now does not join what is just over.
    const closed = await closeIncidents(em, acting);
    const begun = checked.filter(({ claimed }) => kept.has(claimed.id)).flatMap(begunOf);
    await tellIncidents(em, acting, [...closed, ...(await openIncidents(em, acting, begun))]);
    return kept;
  });
}

function begunOf({ claimed, finding, incident }: Checked): Begun[] {
  if (incident?.change !== 'opened' || !finding) return [];
  return [{ id: claimed.id, at: incident.at, intervalSeconds: claimed.intervalSeconds, cause: finding.last }];
}
