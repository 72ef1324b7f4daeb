export { IntrospectionFrame } from './frame/introspection-frame.tsx';
export { connectionHref, diagramHref, snapshotsHref, tableHref, typesHref } from './links.ts';
export { introspectionQueries } from './queries.ts';
