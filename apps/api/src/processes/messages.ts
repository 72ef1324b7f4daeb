import type { MetricObject } from 'prom-client';

/** What the first process says to those that serve. */
export type Order =
  | { type: 'stop' }
  /** Another has taken its place. */
  | { type: 'retire' }
  /** Asks for what it has measured. */
  | { type: 'measure'; id: number }
  /** What all of them have measured. */
  | { type: 'measures'; id: number; measures: MetricObject[][] };

/** What one that serves says to the first process. */
export type Word =
  | { type: 'measured'; id: number; measures: MetricObject[] }
  /** Asks for what all of them have measured. */
  | { type: 'wanted'; id: number };
