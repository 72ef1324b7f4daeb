/**
 * How the caller proved who they are: a session of a person, with when its token runs out where it came by one (seconds
 * since 1970), or a tenant's API key acting for its creator.
 */
export type Credential =
  | { kind: 'session'; sessionId: string; expires: number | null }
  | { kind: 'apiKey'; apiKeyId: string };
