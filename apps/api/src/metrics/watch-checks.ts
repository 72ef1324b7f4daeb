import { measureChecks, type Services } from '@portolan/core';
import { Gauge, type Registry } from 'prom-client';

/** Checks of connections, and what they have found, in the whole installation. */
export function watchChecks({ db, log }: Services, registry: Registry): void {
  const registers = [registry];
  const open = new Gauge({
    name: 'portolan_incidents_open',
    help: 'Incidents of the installation that have not ended',
    registers,
  });
  new Gauge({
    name: 'portolan_check_lag_seconds',
    help: 'How late the check is that is overdue for longest and that no process is at',
    registers,
    async collect() {
      // A database that is away is told by what is missing.
      this.remove();
      open.remove();
      try {
        const { lagSeconds, openIncidents } = await measureChecks(db);
        this.set(lagSeconds);
        open.set(openIncidents);
      } catch (err) {
        log.warn({ err }, 'checks could not be measured');
      }
    },
  });
}
