import type { HealthHistory, HealthStatus } from '@portolan/contract';
import { untilNow } from '../../../components/health/until-now.ts';

/** A history whose last steps, not measured yet, are as it is now. */
export function pointsUntilNow(history: HealthHistory, status: HealthStatus): HealthHistory {
  const { points } = history;
  const steps = untilNow(
    points.map((point) => point.status),
    status,
  );
  return { ...history, points: points.map((point, n) => ({ ...point, status: steps[n] ?? null })) };
}
