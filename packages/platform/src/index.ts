export { createAttemptLimiter, noLimiter } from './attempt-limiter.ts';
export { composeServices, type PlatformParts } from './compose-services.ts';
export { createJobs } from './jobs/create-jobs.ts';
export * from './jobs/queues.ts';
export { type TenantServerAddress, tenantServerUrl } from './tenant-server-url.ts';
