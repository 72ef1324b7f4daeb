/** Where changes of what is remembered are told; the payload is a scope, `user:<id>`, or `*`. */
export const CHANGES = 'portolan_changes';
