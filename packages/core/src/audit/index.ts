export * from './begin-chains.ts';
export * from './mirror-activity.ts';
export * from './record-event.ts';
export * from './record-refusal.ts';
