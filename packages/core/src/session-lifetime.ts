/** However much it is used, a session ends so long after it began. */
export const SESSION_LIFETIME_MS = 90 * 86_400_000;
