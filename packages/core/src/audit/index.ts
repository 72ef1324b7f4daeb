export * from './record-event.ts';
export * from './record-refusal.ts';
