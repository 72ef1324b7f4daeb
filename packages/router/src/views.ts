import { CreateViewInput, SavedView, UpdateViewInput, ViewIdInput } from '@portolan/contract';
import { createView, deleteView, listViews, updateView } from '@portolan/core';
import * as z from 'zod/mini';
import { answer } from './answer.ts';
import { permitted, router } from './trpc.ts';
import { verb } from './verb.ts';

/** Whoever reads connections keeps views of their own; sharing is asked for again in the verbs. */
export const viewsRouter = router({
  list: permitted('connections:read')
    .meta({ summary: "Saved views of the connections: the caller's own and the shared ones" })
    .output(answer(z.array(SavedView)))
    .query(verb(listViews)),
  create: permitted('connections:read')
    .meta({ summary: 'Save a view' })
    .input(CreateViewInput)
    .output(answer(SavedView))
    .mutation(verb(createView)),
  update: permitted('connections:read')
    .meta({ summary: 'Change a saved view' })
    .input(UpdateViewInput)
    .output(answer(SavedView))
    .mutation(verb(updateView)),
  delete: permitted('connections:read')
    .meta({ summary: 'Delete a saved view' })
    .input(ViewIdInput)
    .output(answer(z.void()))
    .mutation(verb(deleteView)),
});
