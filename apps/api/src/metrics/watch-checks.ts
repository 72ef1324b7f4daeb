import { type ChecksMeasured, measureChecks, type Services } from '@portolan/core';
import { Gauge, type Registry } from 'prom-client';

/** Checks of connections, and what they have found, in the whole installation. */
export function watchChecks({ db, log }: Services, registry: Registry): void {
  const registers = [registry];
  // Both are read at once, and measured once. A database that is away is told by what is missing.
  let measuring: Promise<ChecksMeasured | null> | undefined;
  const measured = () => {
    measuring ??= measureChecks(db)
      .catch((err) => {
        log.warn({ err }, 'checks could not be measured');
        return null;
      })
      .finally(() => {
        measuring = undefined;
      });
    return measuring;
  };
  new Gauge({
    name: 'portolan_check_lag_seconds',
    help: 'How late the check is that is overdue for longest and that no process is at',
    registers,
    async collect() {
      const known = await measured();
      if (known) this.set(known.lagSeconds);
      else this.remove();
    },
  });
  new Gauge({
    name: 'portolan_incidents_open',
    help: 'Incidents of the installation that have not ended',
    registers,
    async collect() {
      const known = await measured();
      if (known) this.set(known.openIncidents);
      else this.remove();
    },
  });
}
