import { TEAM_OF_CODE, type TestResult } from '@portolan/contract';
import { DiagnosisError } from '../diagnosis/diagnosis-error.ts';
import { spokenBy } from '../wire/index.ts';
import { HostTrouble, Left, type TroubleKind } from './host-trouble.ts';

/** People are told no address: where drivers run is the operators' affair, and the log has it. */
const TOLD: Record<TroubleKind, [message: string, remedy: string]> = {
  away: ['No driver host could be reached', 'Ask the operator whether the driver host runs and can be reached'],
  silent: ['The driver host fell silent', 'Try again; if it stays, ask the operator what the driver host is busy with'],
  refused: [
    'The driver host takes no calls of this installation',
    'Ask the operator to look into its log: which keys it knows, whether both clocks are right',
  ],
  stranger: [
    'What answers is not the driver host that is configured',
    'Ask the operator to check PORTOLAN_DRIVER_HOST: its address, its key, and what stands in between',
  ],
  wrong: [
    'The driver host gave an answer that is none',
    'Ask the operator whether the driver host is of the same version as this installation',
  ],
  broken: ['The answer of the driver host broke off', 'Try again; if it stays, report it to the operator'],
  versions: [
    'The driver host and this installation are of different versions',
    'Ask the operator to bring the driver host and this installation to the same version',
  ],
  endless: ['The answer of the driver host knew no end', 'Report it to the operator of this installation'],
};

const LEFT: Record<Left['by'], [message: string, remedy: string]> = {
  left: ['The call was cancelled', 'Nobody waits for the answer any more'],
  closed: ['The service is shutting down', 'Try again in a moment'],
};

/** What a call has come to that no driver answered: all that is known is that it began. `version` is that of this hub. */
export function failureOfTrouble(trouble: HostTrouble | Left, version: string, ms = 0): DiagnosisError {
  const code = trouble instanceof Left ? 'CANCELLED' : 'DRIVER_HOST_UNREACHABLE';
  const [told, remedy] = trouble instanceof Left ? LEFT[trouble.by] : TOLD[trouble.kind];
  const isOfVersions = trouble instanceof HostTrouble && trouble.kind === 'versions';
  const message = isOfVersions ? `${told}: ${trouble.hostVersion} and ${spokenBy(version)}` : told;
  const stage = { stage: 'config' as const, ok: false, ms, code, message, remedy, team: TEAM_OF_CODE[code] } as const;
  return new DiagnosisError(code, message, [stage]);
}

export function resultOfTrouble(trouble: HostTrouble | Left, version: string, latencyMs: number): TestResult {
  const { code, message, stages } = failureOfTrouble(trouble, version, latencyMs);
  return { success: false, message, latencyMs, code, stage: 'config', stages };
}
