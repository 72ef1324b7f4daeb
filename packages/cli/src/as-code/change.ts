import type { Inputs } from '@portolan/client';
import type { MonitoringDefaults, Permission } from '@portolan/contract';
import type { CredentialReference } from './desired.ts';

/** One value that becomes another; undefined where there was or will be none. */
export interface FieldChange {
  name: string;
  before: unknown;
  after: unknown;
}

interface Common {
  /** Slug of the tenant. */
  tenant: string;
  /** What it is called afterwards, or was before it went. */
  name: string;
  fields: readonly FieldChange[];
  /** What the caller needs for it. */
  needs: readonly Permission[];
}
/** Of something that is there: changed only as long as it is as the plan saw it. */
interface Seen {
  id: string;
  version: string;
}
type CreateConnection = Omit<Inputs['connections']['create'], 'password' | 'credential' | 'ifNew'>;
type UpdateConnection = Omit<Inputs['connections']['update'], 'id' | 'expectedUpdatedAt' | 'password' | 'credential'>;
type UpdateRole = Omit<Inputs['roles']['update'], 'id' | 'expectedUpdatedAt'>;

export type Change = Common &
  (
    | { kind: 'tenant'; action: 'create'; input: Inputs['tenants']['create'] }
    | { kind: 'tenant'; action: 'restore' }
    | { kind: 'role'; action: 'create'; input: Inputs['roles']['create'] }
    | ({ kind: 'role'; action: 'update'; input: UpdateRole } & Seen)
    | ({ kind: 'role'; action: 'delete' } & Seen)
    /** Who holds a role: whole sets of members by id. The role may be one that the same plan creates. */
    | { kind: 'members'; action: 'update'; role: (Seen & { isNew: false }) | { isNew: true }; userIds: string[] }
    | { kind: 'connection'; action: 'create'; input: CreateConnection; credential: CredentialReference | null }
    | ({ kind: 'connection'; action: 'update'; input: UpdateConnection } & Seen & {
          /** Undefined: the stored one stays. */
          credential: CredentialReference | null | undefined;
          /** Whether somebody has asked for it, though nothing else calls for it. */
          isAsked: boolean;
        })
    | ({ kind: 'connection'; action: 'delete' } & Seen)
    | { kind: 'monitoring'; action: 'update'; before: MonitoringDefaults | null; input: MonitoringDefaults }
  );

export type ChangeOf<K extends Change['kind'], A extends Change['action'] = Change['action']> = Extract<
  Change,
  { kind: K; action: A }
>;

/** What a hub has in a list that a config speaks of, and the config does not name. */
export interface LeftOver {
  tenant: string;
  kind: 'role' | 'connection';
  name: string;
  id: string;
}

/** Something of a config that stands in the way of all of it, or only waits. */
export interface Remark {
  /** Where it stands in the config. */
  place: string;
  tenant: string;
  message: string;
}

export interface Plan {
  /** In the order in which they are made. */
  changes: Change[];
  leftOver: LeftOver[];
  /** Nothing is changed as long as there is one. */
  obstacles: Remark[];
  /** What the caller may not make of it: for somebody else to apply. */
  lacking: Remark[];
  /** What will be done by a later run, and what it waits for. */
  waits: Remark[];
}

export interface PlanOptions {
  /** Delete what is left over. */
  prune: boolean;
  /** Secrets to send although nothing calls for it: all of the config, or those of these variables. */
  secrets: 'all' | ReadonlySet<string>;
}
