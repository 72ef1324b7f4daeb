import {
  AuditEvent,
  AuditEventPage,
  AuditFacets,
  AuditVerification,
  ExportAuditEventsInput,
  ListAuditEventsInput,
  VerifyAuditInput,
} from '@portolan/contract';
import { countEventFacets, exportEvents, listEvents, verifyEvents } from '@portolan/core';
import { answer } from './answer.ts';
import { answerEach } from './answer-each.ts';
import { permitted, router } from './trpc.ts';
import { verb } from './verb.ts';

const PATH = '/api/v1/audit-events';
/** The words of an event's details are what was recorded, not names of this surface. */
const surface = { method: 'GET', casing: 'snake', verbatim: ['details', 'names'] } as const;

export const auditRouter = router({
  list: permitted('audit:read')
    .meta({ summary: 'Who did what in this tenant, newest first', rest: [{ path: PATH, ...surface }] })
    .input(ListAuditEventsInput)
    .output(answer(AuditEventPage))
    .query(verb(listEvents)),
  facets: permitted('audit:read')
    .meta({ summary: 'How many events there are of each action, outcome and person, under the other filters' })
    .input(ExportAuditEventsInput)
    .output(answer(AuditFacets))
    .query(verb(countEventFacets)),
  verify: permitted('audit:read')
    .meta({
      summary: 'Whether the audit log is as it was written; names the first event that is not',
      rest: [{ path: `${PATH}/verify`, ...surface }],
    })
    .input(VerifyAuditInput)
    .output(answer(AuditVerification))
    .query(verb(verifyEvents)),
  export: permitted('audit:read')
    .meta({
      summary: 'All events that match, oldest first, one JSON object a line',
      rest: [{ path: `${PATH}/export`, stream: 'ndjson', ...surface }],
    })
    .input(ExportAuditEventsInput)
    .output(answerEach(AuditEvent))
    .query(verb(exportEvents)),
});
