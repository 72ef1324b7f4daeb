import type { EntityManager } from '@portolan/db';
import type { TenantColumns, UserColumns } from '../principal-columns.ts';

/** What one statement reads of a session: whose it is, and what they may do in which tenant. */
export interface PrincipalRow extends UserColumns, TenantColumns {
  sessionId: string;
  secretHash: string;
  createdAt: Date;
  lastSeenAt: Date;
  expiresAt: Date;
  isActive: boolean;
  isOperator: boolean;
  /** Whether the tenant is the session's own choice, and among how many it was picked. */
  tenantIsActive: boolean | null;
  tenantCandidates: number | null;
}

export interface SessionToken {
  /** `<session id>.<secret>`; the database keeps the id and SHA-256 of the secret. */
  token: string;
  sessionId: string;
  expiresAt: Date;
}

/** A session that is valid now. `extended` means that its cookie is worth sending again. */
export interface ValidSession {
  row: PrincipalRow;
  extended: boolean;
}

export interface SessionOrigin {
  userAgent: string | null;
  address: string;
}

export interface Sessions {
  /**
   * Opens a session inside the caller's transaction, which must hold the user's row: a password that changes meanwhile
   * then ends this session too. `proof` is what verifying the password gave; null for a session that is handed over, which
   * takes a transaction of the owner. `activeTenantId` is where the session works when a request names no tenant.
   */
  create(
    em: EntityManager,
    account: { id: string; proof: string | null },
    origin: SessionOrigin,
    activeTenantId?: string,
  ): Promise<SessionToken>;
  /** A session by its full token, as a cookie carries it. */
  validateToken(token: string, tenantRef: string | null): Promise<ValidSession | null>;
  /** A session by its id alone, once a signature has vouched for it. */
  validateId(sessionId: string, tenantRef: string | null, options?: { afresh?: boolean }): Promise<ValidSession | null>;
  sweep(): Promise<void>;
  cookie(token: string): string;
  blankCookie(): string;
  /** The token in a `Cookie` header; null without one, and where there are two. */
  readCookie(header: string): string | null;
}
