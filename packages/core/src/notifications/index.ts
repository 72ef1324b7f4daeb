export * from './notify.ts';
export type * from './tenant-event.ts';
