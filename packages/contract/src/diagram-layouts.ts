import { DIAGRAM_FORMS, MOVED_MAX } from './diagram-facts.ts';
import { Id, text } from './text.ts';
import * as z from './zod.ts';

const place = z.number().check(z.gte(-1_000_000), z.lte(1_000_000));
const name = text(1, 255);

/** Where a table's upper left corner was put. */
export const MovedTable = z.strictObject({ schema: name, table: name, x: place, y: place });
export type MovedTable = z.infer<typeof MovedTable>;

const movedTables = z.array(MovedTable).check(z.maxLength(MOVED_MAX));

/** What a person has moved in the diagrams of a connection; all else is where the layout puts it. */
export const DiagramLayout = z.strictObject({ all: movedTables, keys: movedTables, map: movedTables });
export type DiagramLayout = z.infer<typeof DiagramLayout>;

/** All that is moved in one form, in place of what was. */
export const SetDiagramLayoutInput = z.strictObject({ id: Id, form: z.enum(DIAGRAM_FORMS), tables: movedTables });
export type SetDiagramLayoutInput = z.infer<typeof SetDiagramLayoutInput>;
