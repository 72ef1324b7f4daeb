export * from './begin-chains.ts';
export * from './export-events.ts';
export * from './list-events.ts';
export * from './mirror-activity.ts';
export * from './record-event.ts';
export * from './record-refusal.ts';
export * from './verify-events.ts';
export * from './verify-installation.ts';
