import { choiceParam, type Param, type ParamValues, textParam } from '../../../lib/search-params.ts';
import { ZOOMS } from './canvas/use-diagram-view.ts';
import { COLUMN_CHOICES } from './graph/diagram-graph.ts';
import { HOPS } from './toolbar/diagram-toolbar.tsx';

export const FORMS = ['picture', 'list'] as const;

function depthParam(): Param<number> {
  return { fallback: 1, read: (raw) => HOPS.find((hops) => String(hops) === raw) };
}

/** All that the page shows, as its address has it. */
export const diagramParams = {
  schema: textParam(255),
  /** One schema, the default one where none is named, or all. */
  schemas: choiceParam(['one', 'all'], 'one'),
  table: textParam(255),
  hops: depthParam(),
  as: choiceParam(FORMS, 'picture'),
  columns: choiceParam(COLUMN_CHOICES, 'all'),
  colours: choiceParam(['schema', 'none'], 'schema'),
  zoom: choiceParam(ZOOMS, ''),
  /** Where the picture was moved to. */
  view: textParam(600),
  /** The table that is chosen, `schema.table`. */
  at: textParam(520),
};

export type DiagramState = ParamValues<typeof diagramParams>;
export type PatchDiagram = (patch: Partial<DiagramState>, options?: { replace?: boolean }) => void;
