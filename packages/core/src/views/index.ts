export * from './create-view.ts';
export * from './delete-view.ts';
export * from './list-views.ts';
export * from './update-view.ts';
