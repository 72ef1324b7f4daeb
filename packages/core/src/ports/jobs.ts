import type { EntityManager } from '@portolan/db';
import type { Right } from '../right.ts';
import type { Credential } from './credential.ts';

/** A test whose warehouse was starting: whoever asked for it, by which right, and with no secret. Times are ISO 8601. */
export interface LaterTest {
  tenantId: string;
  connectionId: string;
  credential: Credential;
  right: Right;
  request: { id: string; address: string; userAgent: string | null };
  /** When the test was that this one ends. */
  since: string;
}

/** A rule whose events wait to be told. */
export interface GatheredRule {
  tenantId: string;
  ruleId: string;
}

/** A message that is to be sent. */
export interface DueDelivery {
  tenantId: string;
  deliveryId: string;
}

/** Work for later, enqueued in the transaction that calls for it: it is there if, and only if, that one commits. */
export interface Jobs {
  /** Has the tenant's new audit events copied into the activity log of its own database. */
  mirrorActivity(em: EntityManager, tenantId: string): Promise<void>;
  /** Has a test finished once the warehouse is there, for a few minutes. */
  finishTest(em: EntityManager, test: LaterTest): Promise<void>;
  /** Has the events that wait for a rule made into a message, now or at a time; once, however often it is asked for. */
  gatherEvents(em: EntityManager, rule: GatheredRule, at?: Date): Promise<void>;
  /** Has a message sent, now or at a time. */
  deliver(em: EntityManager, delivery: DueDelivery, at?: Date): Promise<void>;
}
