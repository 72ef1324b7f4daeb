// One part of the page to fetch: each is small.
export { DisplayDialog } from './display-dialog.tsx';
export { ManageViewsDialog } from './manage-views-dialog.tsx';
export { SaveViewDialog } from './save-view-dialog.tsx';
