import type { RefreshProgress } from '@portolan/contract';
import type { EntityManager, SystemDatabase } from '@portolan/db';
import type { RefreshOutcome } from './refresh-outcome.ts';

/** A connection, and whose it is. */
export interface RefreshPlace {
  tenantId: string;
  id: string;
}

/** The reading of a connection that was begun last, by whatever process. */
export interface KnownRefresh {
  runId: string;
  scope: string;
  progress: RefreshProgress;
  /** Null while it goes on. */
  outcome: RefreshOutcome | null;
  /** Seconds since its process was heard of. */
  silentFor: number;
}

/** A process that was not heard of for so long reads no more: another may. */
export const LOST_SECONDS = 10;

/** The refreshes under way, as all processes see them. */
export class RefreshStore {
  readonly #db: SystemDatabase;

  constructor(db: SystemDatabase) {
    this.#db = db;
  }

  /** Whether the run is the one that reads from now on: nobody else does. */
  claim(place: RefreshPlace, run: { runId: string; scope: string; progress: RefreshProgress }): Promise<boolean> {
    return this.#within(place, async (em) => {
      const values = [place.id, place.tenantId, run.runId, run.scope, JSON.stringify(run.progress)];
      const claimed = await em.execute<object[]>(CLAIM, values);
      if (claimed.length === 0) return false;
      await em.execute('delete from refresh_callers where connection_id = ? and run_id <> ?', [place.id, run.runId]);
      return true;
    });
  }

  async look(place: RefreshPlace): Promise<KnownRefresh | null> {
    const rows = await this.#within(place, (em) => em.execute<KnownRefresh[]>(LOOK, [place.id]));
    return rows[0] ?? null;
  }

  /** That its process is still there. */
  beat(place: RefreshPlace, runId: string): Promise<unknown> {
    return this.#within(place, (em) => em.execute(BEAT, [place.id, runId], 'run'));
  }

  progress(place: RefreshPlace, runId: string, progress: RefreshProgress): Promise<unknown> {
    return this.#within(place, (em) => em.execute(PROGRESS, [JSON.stringify(progress), place.id, runId], 'run'));
  }

  end(
    place: RefreshPlace,
    runId: string,
    end: { progress: RefreshProgress; outcome: RefreshOutcome },
  ): Promise<unknown> {
    const values = [JSON.stringify(end.progress), JSON.stringify(end.outcome), place.id, runId];
    return this.#within(place, (em) => em.execute(END, values, 'run'));
  }

  /** That somebody in another process waits for a run. */
  attend(place: RefreshPlace, runId: string, callerId: string): Promise<unknown> {
    return this.#within(place, (em) => em.execute(ATTEND, [callerId, place.tenantId, place.id, runId], 'run'));
  }

  leave(place: RefreshPlace, callerId: string): Promise<unknown> {
    return this.#within(place, (em) => em.execute('delete from refresh_callers where id = ?', [callerId], 'run'));
  }

  /** Tells of each change of a connection's refresh; answers how to stop it. */
  hear({ id }: RefreshPlace, onNews: () => void): () => void {
    return this.#db.watch([`refresh:${id}`], onNews);
  }

  async isAttended(place: RefreshPlace, runId: string): Promise<boolean> {
    return (await this.#within(place, (em) => em.execute<object[]>(ATTENDED, [place.id, runId]))).length > 0;
  }

  #within<T>({ tenantId }: RefreshPlace, work: (em: EntityManager) => Promise<T>): Promise<T> {
    return this.#db.transaction({ tenantId }, work);
  }
}

const CLAIM = `
  insert into running_refreshes as run (connection_id, tenant_id, run_id, scope, progress) values (?, ?, ?, ?, ?::jsonb)
  on conflict (connection_id) do update
  set run_id = excluded.run_id, scope = excluded.scope, progress = excluded.progress, outcome = null,
      heard_at = clock_timestamp()
  where run.outcome is not null or run.heard_at < clock_timestamp() - interval '${LOST_SECONDS} seconds'
  returning run_id`;
const LOOK = `
  select run_id as "runId", scope, progress, outcome,
         extract(epoch from clock_timestamp() - heard_at)::float8 as "silentFor"
  from running_refreshes where connection_id = ?`;
const BEAT = 'update running_refreshes set heard_at = clock_timestamp() where connection_id = ? and run_id = ?';
const PROGRESS = `
  update running_refreshes set progress = ?::jsonb, heard_at = clock_timestamp()
  where connection_id = ? and run_id = ? and outcome is null`;
const END = `
  update running_refreshes set progress = ?::jsonb, outcome = ?::jsonb, heard_at = clock_timestamp()
  where connection_id = ? and run_id = ? and outcome is null`;
const ATTEND = `
  insert into refresh_callers (id, tenant_id, connection_id, run_id) values (?, ?, ?, ?)
  on conflict (id) do update set heard_at = clock_timestamp()`;
const ATTENDED = `
  select from refresh_callers
  where connection_id = ? and run_id = ? and heard_at > clock_timestamp() - interval '${LOST_SECONDS} seconds' limit 1`;
