import { apiKeysRouter } from './api-keys.ts';
import { auditRouter } from './audit.ts';
import { authRouter } from './auth.ts';
import { connectionsRouter } from './connections.ts';
import { healthRouter } from './health.ts';
import { hypervisorsRouter } from './hypervisors.ts';
import { iamRouter } from './iam.ts';
import { installationRouter } from './installation.ts';
import { introspectionRouter } from './introspection.ts';
import { invitationsRouter } from './invitations.ts';
import { notificationsRouter } from './notifications.ts';
import { operatorsRouter } from './operators.ts';
import { preferencesRouter } from './preferences.ts';
import { rolesRouter } from './roles.ts';
import { serviceAccountsRouter } from './service-accounts.ts';
import { tenantsRouter } from './tenants.ts';
import { router } from './trpc.ts';
import { usersRouter } from './users.ts';
import { viewsRouter } from './views.ts';
import { vmTemplatesRouter } from './vm-templates.ts';
import { vmsRouter } from './vms.ts';

/** The one definition of the product: every face is derived from it. */
export const appRouter = router({
  auth: authRouter,
  preferences: preferencesRouter,
  tenants: tenantsRouter,
  users: usersRouter,
  roles: rolesRouter,
  invitations: invitationsRouter,
  apiKeys: apiKeysRouter,
  serviceAccounts: serviceAccountsRouter,
  iam: iamRouter,
  connections: connectionsRouter,
  views: viewsRouter,
  introspection: introspectionRouter,
  audit: auditRouter,
  installation: installationRouter,
  operators: operatorsRouter,
  health: healthRouter,
  notifications: notificationsRouter,
  vms: vmsRouter,
  vmTemplates: vmTemplatesRouter,
  hypervisors: hypervisorsRouter,
});
export type AppRouter = typeof appRouter;

// The adapter of another face throws the same errors, and may not reach past the router for them.
export { type Access, AppError, type PermissionRule } from '@portolan/core';
export { type AgentProcedure, agentProcedures, isOffered } from './agent-tools.ts';
export { type AnswerParser, answer, checkAnswers } from './answer.ts';
export { callForAgent } from './call-for-agent.ts';
export { callProcedure } from './call-procedure.ts';
export { type Failure, toFailure } from './failure.ts';
export type { AgentTool, Meta, RestRoute } from './meta.ts';
export { assertStreamFree } from './open-streams.ts';
export { refuseAttempt } from './refuse-attempt.ts';
export { asTrpcError, createCallerFactory, type RouterContext } from './trpc.ts';
