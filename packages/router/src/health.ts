import {
  ConnectionIdInput,
  Health,
  HealthAttention,
  HealthDetail,
  HealthHistory,
  HealthHistoryInput,
  HealthNews,
  HealthStrips,
  HealthStripsInput,
  HealthSummary,
  Incident,
  IncidentIdInput,
  IncidentPage,
  ListIncidentsInput,
  MonitoringDefaults,
  Readiness,
  SetMonitoringDefaultsInput,
} from '@portolan/contract';

import {
  acknowledgeIncident,
  checkHealth,
  checkNow,
  checkReadiness,
  getDefaults,
  getHealth,
  getIncident,
  listAttention,
  listIncidents,
  readHistory,
  readStrips,
  setDefaults,
  summarizeHealth,
  watchHealth,
} from '@portolan/core';
import { answer } from './answer.ts';
import { answerEach } from './answer-each.ts';
import { permitted, publicProcedure, router } from './trpc.ts';
import { verb } from './verb.ts';

const statusOf = { statuses: [200, 503], of: ({ status }: Health | Readiness) => (status === 'ok' ? 200 : 503) };
const PATH = '/api/connections/{id}/health';
const INCIDENTS = '/api/v1/incidents';
const surface = { method: 'GET', casing: 'camel', envelope: 'data' } as const;

export const healthRouter = router({
  check: publicProcedure
    .meta({
      summary: 'Whether the product works; 503 when it does not',
      rest: [{ method: 'GET', path: '/health', casing: 'camel', statusOf }],
    })
    .output(answer(Health))
    .query(({ ctx }) => checkHealth(ctx.services)),
  ready: publicProcedure
    .meta({
      summary: 'Whether this process can do its work just now; 503 when it cannot',
      rest: [{ method: 'GET', path: '/ready', casing: 'camel', statusOf }],
    })
    .output(answer(Readiness))
    .query(({ ctx }) => checkReadiness(ctx.services)),
  summary: permitted('connections:read')
    .meta({ agent: { tool: 'health_summary' }, summary: 'How many connections are well, and which are not' })
    .output(answer(HealthSummary))
    .query(verb(summarizeHealth)),
  get: permitted('connections:read')
    .meta({
      agent: { tool: 'connection_health', connection: 'id' },
      summary: 'How a connection is, since when and why',
      rest: [{ path: PATH, ...surface }],
    })
    .input(ConnectionIdInput)
    .output(answer(HealthDetail))
    .query(verb(getHealth)),
  history: permitted('connections:read')
    .meta({
      summary: 'How a connection was, in equal steps up to now',
      rest: [{ path: `${PATH}/history`, ...surface }],
    })
    .input(HealthHistoryInput)
    .output(answer(HealthHistory))
    .query(verb(readHistory)),
  strips: permitted('connections:read')
    .meta({ summary: 'How connections were in the last 24 hours, half an hour a letter' })
    .input(HealthStripsInput)
    .output(answer(HealthStrips))
    .query(verb(readStrips)),
  checkNow: permitted('connections:test')
    .meta({ sideBySide: true, limits: ['test'], summary: 'Check a connection now, as it is checked by itself' })
    .input(ConnectionIdInput)
    .output(answer(HealthDetail))
    .mutation(verb(checkNow)),
  live: permitted('connections:read')
    .meta({ summary: 'How the connections are, and which incidents there are, whenever it changes' })
    .output(answerEach(HealthNews))
    .subscription(({ ctx }) => watchHealth(ctx)),
  incidents: permitted('connections:read')
    .meta({
      agent: { tool: 'list_incidents', connection: 'connectionId' },
      summary: 'What failed, since when, why, and whom to call; newest first',
      rest: [{ method: 'GET', path: INCIDENTS, casing: 'camel' }],
    })
    .input(ListIncidentsInput)
    .output(answer(IncidentPage))
    .query(verb(listIncidents)),
  incident: permitted('connections:read')
    .meta({ agent: { tool: 'get_incident' }, summary: 'One incident, whether or not it has ended' })
    .input(IncidentIdInput)
    .output(answer(Incident))
    .query(verb(getIncident)),
  attention: permitted('connections:read')
    .meta({ summary: 'What needs attention besides health: credentials, certificates, invitations, schemas' })
    .output(answer(HealthAttention))
    .query(verb(listAttention)),
  acknowledge: permitted('monitoring:manage')
    .meta({
      agent: { tool: 'acknowledge_incident', changes: true },
      summary: 'Say that somebody sees to an incident',
      rest: [{ method: 'POST', path: `${INCIDENTS}/{id}/acknowledge`, casing: 'camel' }],
    })
    .input(IncidentIdInput)
    .output(answer(Incident))
    .mutation(verb(acknowledgeIncident)),
  defaults: permitted('connections:read')
    .meta({ summary: 'How connections are watched that have no settings of their own' })
    .output(answer(MonitoringDefaults))
    .query(verb(getDefaults)),
  setDefaults: permitted('monitoring:manage')
    .meta({ summary: 'Change how connections are watched that have no settings of their own' })
    .input(SetMonitoringDefaultsInput)
    .output(answer(MonitoringDefaults))
    .mutation(verb(setDefaults)),
});
