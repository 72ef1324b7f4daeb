export { IntrospectionFrame } from './frame/introspection-frame.tsx';
export { connectionHref } from './links.ts';
export { introspectionQueries } from './queries.ts';
