export { ConnectionTabs } from './frame/connection-tabs.tsx';
export { IntrospectionFrame } from './frame/introspection-frame.tsx';
export { connectionHref, diagramHref, overviewHref, snapshotsHref, tableHref, typesHref } from './links.ts';
export { introspectionQueries } from './queries.ts';
