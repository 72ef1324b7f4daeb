import { type Stage, type StageResult, TEAM_OF_CODE, type TlsReport } from '@portolan/contract';
import type { Line } from './line.ts';
import { seenOnTheLine } from './seen-on-the-line.ts';
import type { StageFailure } from './stage-failure.ts';
import { visible } from './visible.ts';

/** Milliseconds to a tenth. */
const tenths = (ms: number) => Math.round(ms * 10) / 10;

/** Takes down the stages of one call as they are walked, with the time each one took. */
export class StageWalk {
  readonly stages: StageResult[] = [];
  /** How the connection is encrypted, once it is. */
  tls: TlsReport | undefined;
  /** The connection below everything, once there is one. */
  line: Line | undefined;
  readonly #onStage: (stage: StageResult) => void;
  readonly #begun = performance.now();
  #open: { stage: Stage; since: number; message?: string } | null = null;

  /** `onStage` hears of each stage as it ends, in order. */
  constructor(onStage: (stage: StageResult) => void = () => {}) {
    this.#onStage = onStage;
  }

  /** Milliseconds since the walk began, whole. */
  get elapsedMs(): number {
    return Math.round(performance.now() - this.#begun);
  }

  get current(): Stage {
    return this.#open?.stage ?? 'config';
  }

  /** Begins a stage; the one before it has succeeded. */
  enter(stage: Stage): void {
    this.succeed();
    this.#open = { stage, since: performance.now() };
  }

  /** Says what is worth knowing about the running stage, should it succeed. */
  note(message: string): void {
    if (this.#open) this.#open.message = visible(message);
  }

  succeed(): void {
    if (!this.#open) return;
    const { stage, since, message } = this.#open;
    this.#open = null;
    this.#end({ stage, ok: true, ms: tenths(performance.now() - since), ...(message ? { message } : {}) });
  }

  /** Ends the walk at the running stage, or at the one the failure names: what came after that is taken back. */
  fail(told: StageFailure): StageResult {
    const failure = seenOnTheLine(told, told.stage ?? this.current, this.line);
    const stage = failure.stage ?? this.current;
    const ms = tenths(performance.now() - (this.#open?.since ?? performance.now()));
    const { code, told: message, remedy, serverMessage, errorNumber, team = TEAM_OF_CODE[code] } = failure;
    const result: StageResult = { stage, ok: false, ms, code, message, remedy, team };
    if (serverMessage) result.serverMessage = serverMessage;
    if (errorNumber) result.errorNumber = errorNumber;
    this.#open = null;
    const earlier = this.stages.findIndex((one) => one.stage === stage);
    if (earlier >= 0) this.stages.length = earlier;
    this.#end(result);
    return result;
  }

  #end(result: StageResult): void {
    this.stages.push(result);
    this.#onStage(result);
  }
}
