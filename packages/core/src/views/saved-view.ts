import type { SavedView, ViewState } from '@portolan/contract';

export interface SavedViewRow {
  id: string;
  userId: string | null;
  name: string;
  isShared: boolean;
  state: ViewState;
  createdAt: Date | string;
  updatedAt: Date | string;
}

export const COLUMNS = `
  id, user_id as "userId", name, is_shared as "isShared", state, created_at as "createdAt", updated_at as "updatedAt"`;

/** As the caller sees it. */
export function toSavedView(row: SavedViewRow, callerId: string): SavedView {
  return {
    id: row.id,
    name: row.name,
    shared: row.isShared,
    mine: row.userId === callerId,
    state: row.state,
    createdAt: new Date(row.createdAt).toISOString(),
    updatedAt: new Date(row.updatedAt).toISOString(),
  };
}
