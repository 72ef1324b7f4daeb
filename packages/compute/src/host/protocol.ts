import type { HypervisorStageResult } from '@portolan/contract';
import type { ComputeFailureCode, HypervisorEvent, HypervisorTarget, MachineSpec } from '../hypervisor.ts';

/** One thing to do on a hypervisor. */
export type Deed =
  | { verb: 'test' | 'list' | 'capacity' | 'templates' | 'images' | 'disks' }
  | { verb: 'get' | 'start' | 'remove' | 'address'; id: string }
  | { verb: 'stop' | 'restart'; id: string; graceMs: number }
  | { verb: 'createDisk' | 'define'; spec: MachineSpec }
  | { verb: 'rename'; id: string; name: string }
  | { verb: 'console'; id: string; from: string | null }
  | { verb: 'removeDisk' | 'removeImage'; volume: string }
  | { verb: 'upload'; volume: string; path: string };

/** One call of the gateway, as it travels to the worker. */
export type Call = Deed | { verb: 'watch' };

/** `address` is the checked one of the host, null on this machine. `deadlineMs` null: until it is left. */
export type ToWorker =
  | { type: 'start'; home: string; knownHosts: string[] }
  | {
      type: 'call';
      id: number;
      call: Call;
      target: HypervisorTarget;
      address: string | null;
      deadlineMs: number | null;
    }
  | { type: 'leave'; id: number };

/** What a call says before its answer. */
export type Report =
  | { type: 'stage'; id: number; stage: HypervisorStageResult }
  | { type: 'event'; id: number; event: HypervisorEvent };

/** `value` has the type of the call's verb. */
export type FromWorker =
  | Report
  | { type: 'answer'; id: number; value: unknown }
  | { type: 'failure'; id: number; code: ComputeFailureCode; message: string };
