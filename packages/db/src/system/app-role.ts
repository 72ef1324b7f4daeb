/** The role the API works as: it owns nothing, so row-level security binds it. */
export const APP_ROLE = 'portolan_app';
