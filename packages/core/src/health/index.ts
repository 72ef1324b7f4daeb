export * from './check-health.ts';
export * from './check-readiness.ts';
