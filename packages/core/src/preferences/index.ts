export * from './get-preferences.ts';
export * from './set-preferences.ts';
