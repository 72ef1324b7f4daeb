import type { Services } from '../context.ts';
import { makeAnchor } from './anchor.ts';

/**
 * Takes an anchor out of the database, once a day for the whole installation, however many processes there are. One that
 * could not be delivered is tried again with the next round.
 */
export async function anchorDaily(services: Services): Promise<void> {
  const { db, anchorSink } = services;
  if (!anchorSink) return;
  await db.tryExclusive('audit anchor', async () => {
    const today = new Date().toISOString().slice(0, 10);
    const [done] = await db.ownerTransaction((em) =>
      em.execute<object[]>('select from audit_anchor_days where day = ?::date', [today]),
    );
    if (done) return;
    await anchorSink(JSON.stringify(await makeAnchor(services)));
    const note = 'insert into audit_anchor_days (day) values (?::date) on conflict do nothing';
    await db.ownerTransaction((em) => em.execute(note, [today], 'run'));
  });
}
