import { connectionHref } from '../introspection/index.ts';

/** How a connection is, and was. */
export const overviewHref = (id: string): string => `${connectionHref(id)}/overview`;
