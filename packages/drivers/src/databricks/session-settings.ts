/** What a session may set that changes how values are read and written, and that a warehouse or a user may have set otherwise. */
export const SESSION_SETTINGS: Record<string, string> = { ANSI_MODE: 'true', TIMEZONE: 'UTC' };
