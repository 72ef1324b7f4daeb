import { CreateViewInput, SavedView, UpdateViewInput, ViewIdInput } from '@portolan/contract';
import { createView, deleteView, listViews, updateView } from '@portolan/core';
import * as z from 'zod/mini';
import { answer } from './answer.ts';
import { permitted, router } from './trpc.ts';

/** Whoever reads connections keeps views of their own; sharing is asked for again in the verbs. */
export const viewsRouter = router({
  list: permitted('connections:read')
    .meta({ summary: "Saved views of the connections: the caller's own and the shared ones" })
    .output(answer(z.array(SavedView)))
    .query(({ ctx }) => listViews(ctx)),
  create: permitted('connections:read')
    .meta({ summary: 'Save a view' })
    .input(CreateViewInput)
    .output(answer(SavedView))
    .mutation(({ ctx, input }) => createView(ctx, input)),
  update: permitted('connections:read')
    .meta({ summary: 'Change a saved view' })
    .input(UpdateViewInput)
    .output(answer(SavedView))
    .mutation(({ ctx, input }) => updateView(ctx, input)),
  delete: permitted('connections:read')
    .meta({ summary: 'Delete a saved view' })
    .input(ViewIdInput)
    .output(answer(z.void()))
    .mutation(({ ctx, input }) => deleteView(ctx, input)),
});
