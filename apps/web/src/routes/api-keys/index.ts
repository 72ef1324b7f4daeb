export { ApiKeyList } from './api-key-list.tsx';
export { CreatedKeyDialog, CreateKeyDialog } from './dialogs.ts';
export { apiKeyQueries, type KeyHolder, type ShownKey } from './queries.ts';
