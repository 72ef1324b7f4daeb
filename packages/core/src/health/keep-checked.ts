import type { Services } from '../context.ts';
import type { Checked } from './checked.ts';
import { type Figures, figuresOf, keepFigures } from './figures.ts';
import { keepFindings } from './keep-findings.ts';
import { keepTurned } from './keep-turned.ts';
import { dateOf } from './monitor-row.ts';
import { readSamples } from './read-samples.ts';
import { storeSamples, type TakenSample } from './store-samples.ts';
import { tellCertificates } from './tell-certificates.ts';

/** Figures of 24 hours are made anew this often, and with each check that did not go well. */
const FIGURED_MS = 300_000;
const DAY = 86_400;
/** Databases of tenants at a time. */
const AT_ONCE = 4;

type Kept = Pick<Services, 'db' | 'tenantDatabases' | 'log'>;

/**
 * Keeps how connections stand, and answers what is a sample: of those whose claim still stood. What changes nothing is kept
 * for all tenants at once, what opens or closes an incident each tenant by itself: where one of them fails, the claims of
 * its checks run out, and they are made again.
 */
export async function keepStates(services: Services, checked: readonly Checked[]): Promise<Checked[]> {
  const { db, log } = services;
  const steady = checked.filter(({ incident }) => incident === null);
  const turned = checked.filter(({ incident }) => incident !== null);
  const kept = steady.length > 0 ? await db.ownerTransaction((em) => keepFindings(em, steady)) : new Set<string>();
  for (const [tenantId, some] of Map.groupBy(turned, ({ claimed }) => claimed.tenantId)) {
    try {
      for (const id of await keepTurned(services, tenantId, some)) kept.add(id);
    } catch (err) {
      log.warn({ err, tenant: tenantId }, 'an incident could not be kept; its checks are made again');
    }
  }
  await tellCertificates(services, checked);
  return checked.filter(({ claimed, isSample }) => isSample && kept.has(claimed.id));
}

/** Keeps samples, tenant by tenant. A database that is away leaves a gap in its history and no more. */
export async function keepSamples(services: Kept, sampled: readonly Checked[]): Promise<void> {
  const byTenant = [...Map.groupBy(sampled, ({ claimed }) => claimed.slug)];
  const figures = new Map<string, Figures>();
  for (let at = 0; at < byTenant.length; at += AT_ONCE) {
    const some = byTenant.slice(at, at + AT_ONCE);
    for (const made of await Promise.all(some.map(([slug, of]) => keepOf(services, slug, of)))) {
      for (const [id, one] of made) figures.set(id, one);
    }
  }
  if (figures.size > 0) await services.db.ownerTransaction((em) => keepFigures(em, figures));
}

async function keepOf({ tenantDatabases, log }: Kept, slug: string, checked: Checked[]): Promise<Map<string, Figures>> {
  const now = Date.now();
  const due = checked.filter((one) => isDue(one, now)).map(({ claimed }) => claimed.id);
  try {
    return await tenantDatabases.transaction(slug, async (em) => {
      await storeSamples(em, checked.map(sampleOf));
      if (due.length === 0) return new Map();
      const samples = await readSamples(em, due, Math.floor(now / 1_000) - DAY);
      return new Map([...samples].map(([id, some]) => [id, figuresOf(some, Math.ceil(now / 1_000))]));
    });
  } catch (err) {
    log.warn({ err, tenant: slug }, 'samples of health could not be kept');
    return new Map();
  }
}

function isDue({ claimed, finding }: Checked, now: number): boolean {
  const figuredAt = dateOf(claimed.figuredAt)?.getTime() ?? 0;
  return finding?.seen.ok === false || claimed.status === 'unreachable' || now - figuredAt > FIGURED_MS;
}

function sampleOf({ claimed, at, finding, delay }: Checked): TakenSample {
  return { id: claimed.id, at, ms: finding?.ms ?? 0, code: finding?.last.code ?? null, every: delay };
}
