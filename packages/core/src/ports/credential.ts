/** A tenant's API key acting for its owner, by which of its secrets. */
export interface ApiKeyCredential {
  kind: 'apiKey';
  apiKeyId: string;
  generation: number;
}

/**
 * How the caller proved who they are: a session of a person, with when its token runs out where it came by one (seconds
 * since 1970), or an API key.
 */
export type Credential = { kind: 'session'; sessionId: string; expires: number | null } | ApiKeyCredential;
