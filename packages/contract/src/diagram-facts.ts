/** As many tables as a diagram has. */
export const DIAGRAM_MAX = 500;
/** As many keys as a table may be away from the one that a diagram is around. */
export const HOPS_MAX = 5;
/** Pictures of the same tables that are laid out each for itself: with all columns, with those of keys, as a map. */
export const DIAGRAM_FORMS = ['all', 'keys', 'map'] as const;
export type DiagramForm = (typeof DIAGRAM_FORMS)[number];
/** As many tables as somebody keeps at places of their own, in one form of the picture. */
export const MOVED_MAX = 1000;
