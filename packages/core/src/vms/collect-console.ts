import type { ComputeGateway, HypervisorTarget } from '@portolan/compute';
import type { Services } from '../context.ts';
import { consoleLines } from './console-lines.ts';

/** Parts at a time; what there is beyond is for the next time. */
const PARTS = 4;
/** How many lines of a console are kept. */
const KEPT = 1_000;

interface Place {
  tenantId: string;
  from: string | null;
  rest: string;
}

const FIND = `
  select tenant_id as "tenantId", console_from as "from", console_rest as rest from vms where id = ? and deleted_at is null`;
/** Whoever has read on meanwhile has written it down already. */
const MOVE = `
  update vms set console_from = ?, console_rest = ? where id = ? and console_from is not distinct from ?::text`;
const ADD = `
  insert into vm_events (tenant_id, vm_id, level, message, is_console)
  select ?, ?, 'DEBUG', line, true from jsonb_array_elements_text(?::jsonb) with ordinality as l(line, at) order by at`;
const TRIM = `
  delete from vm_events where vm_id = ? and is_console and seq < (
    select min(seq) from (
      select seq from vm_events where vm_id = ? and is_console order by seq desc limit ${KEPT}) kept)`;

type Collecting = Pick<Services, 'db' | 'log'> & { compute: ComputeGateway };

/** Puts into the log of a machine what it has written to its console since. What cannot be read now is read later. */
export async function collectConsole(
  { db, log, compute }: Collecting,
  target: HypervisorTarget,
  id: string,
  signal: AbortSignal,
): Promise<void> {
  try {
    for (let part = 0; part < PARTS; part++) {
      const [place] = await db.ownerTransaction((em) => em.execute<Place[]>(FIND, [id]));
      if (!place) return;
      const { text, next } = await compute.console(target, id, place.from, { signal });
      if (text === '' && next === (place.from ?? '0')) return;
      const { lines, rest } = consoleLines(place.rest + text);
      await db.ownerTransaction(async (em) => {
        const { affectedRows } = await em.execute<{ affectedRows: number }>(MOVE, [next, rest, id, place.from], 'run');
        if (affectedRows === 0 || lines.length === 0) return;
        await em.execute(ADD, [place.tenantId, id, JSON.stringify(lines.slice(-KEPT))], 'run');
        await em.execute(TRIM, [id, id], 'run');
      });
    }
  } catch (err) {
    if (!signal.aborted) log.warn({ err, machine: id }, 'the console of a machine was not read');
  }
}
