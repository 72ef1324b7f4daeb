export { IntrospectionFrame } from './frame/introspection-frame.tsx';
export { introspectionQueries } from './queries.ts';
