import type { DiagnosisCode, Stage } from '@portolan/contract';
import type { ConnectionTarget } from '@portolan/drivers';

/** Something wrong with a database, and what a diagnosis has to say about it. */
export interface Fault {
  /** As in a list: `bad password`, `black hole`. */
  name: string;
  /** Makes the fault and the target that meets it. */
  start(): Promise<{ target: ConnectionTarget } & AsyncDisposable>;
  /** The stage that must fail, and the code; several where the protocol cannot tell them apart. */
  stage: Stage | Stage[];
  code: DiagnosisCode | DiagnosisCode[];
}

/** The target of an engine at another place. */
export type TargetAt = (place: { host: string; port: number }) => ConnectionTarget;
