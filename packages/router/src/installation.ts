import {
  AuditEvent,
  AuditEventPage,
  AuditFacets,
  AuditVerification,
  ExportAuditEventsInput,
  ListAuditEventsInput,
  VerifyAuditInput,
} from '@portolan/contract';
import {
  countInstallationEventFacets,
  exportInstallationEvents,
  listInstallationEvents,
  verifyInstallation,
} from '@portolan/core';
import { answer } from './answer.ts';
import { answerEach } from './answer-each.ts';
import { operatorProcedure, router } from './trpc.ts';
import { verb } from './verb.ts';

const PATH = '/api/v1/installation/audit-events';
/** The words of an event's details are what was recorded, not names of this surface. */
const surface = { method: 'GET', casing: 'snake', verbatim: ['details', 'names'] } as const;

/** What stands above all tenants. */
export const installationRouter = router({
  events: operatorProcedure
    .meta({
      summary: 'What happened above all tenants, newest first: sign-ins, refused ones, purges',
      rest: [{ path: PATH, ...surface }],
    })
    .input(ListAuditEventsInput)
    .output(answer(AuditEventPage))
    .query(verb(listInstallationEvents)),
  eventFacets: operatorProcedure
    .meta({ summary: 'How many of these events there are of each action, outcome and person, under the other filters' })
    .input(ExportAuditEventsInput)
    .output(answer(AuditFacets))
    .query(verb(countInstallationEventFacets)),
  verifyEvents: operatorProcedure
    .meta({
      summary: 'Whether the log of the installation is as it was written; names the first event that is not',
      rest: [{ path: `${PATH}/verify`, ...surface }],
    })
    .input(VerifyAuditInput)
    .output(answer(AuditVerification))
    .query(({ ctx, input }) => verifyInstallation(ctx.services, input)),
  exportEvents: operatorProcedure
    .meta({
      summary: 'All events of the installation that match, oldest first, one JSON object a line',
      rest: [{ path: `${PATH}/export`, stream: 'ndjson', ...surface }],
    })
    .input(ExportAuditEventsInput)
    .output(answerEach(AuditEvent))
    .query(verb(exportInstallationEvents)),
});
