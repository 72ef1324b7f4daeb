import type { HypervisorCapacity, HypervisorStageResult, HypervisorTestResult } from '@portolan/contract';

/** A hypervisor to reach, with its secret in the clear: lives in memory only, for the length of one call. */
export interface HypervisorTarget {
  /** Which one it is to us: its calls wait for each other, never for those of another. */
  id: string;
  /** Of libvirt, as `qemu:///system`. */
  uri: string;
  username: string | null;
  credential: { password?: string | undefined; privateKey?: string | undefined } | null;
  pools: { machines: string; templates: string; images: string };
}

/** Why a call failed. UNREACHABLE: nothing is known of what it did; all else: it did nothing. */
export type ComputeFailureCode = 'UNREACHABLE' | 'CAPACITY' | 'NOT_FOUND' | 'CONFLICT' | 'UNSUPPORTED' | 'REFUSED';

/** `message` is ours and holds no secret. */
export interface ComputeFailure {
  code: ComputeFailureCode;
  message: string;
}

/** Whose machine it is, as it stands in the machine's metadata on the hypervisor. */
export interface MachineMark {
  /** The installation that made it. */
  installation: string;
  /** Id of the tenant. */
  tenant: string;
  /** Id of the person. */
  owner: string;
}

/** `crashed`, `paused` and what else there is are `other`, with the hypervisor's own word. */
export type PowerState = 'running' | 'stopped' | { other: string };

/** A machine as the hypervisor has it. Its id there, a UUID, is the one it has with us. */
export interface Machine {
  id: string;
  /** As the hypervisor calls it. */
  domain: string;
  /** As people call it. */
  name: string;
  power: PowerState;
  cpu: number;
  memoryMib: number;
  /** Null for one that bears no mark of ours. */
  mark: MachineMark | null;
}

/** What a machine is made from. An image is a volume of the pool of images, a template one of the pool of templates. */
export type MachineSource = { type: 'template'; volume: string } | { type: 'iso'; volume: string };

export interface MachineSpec {
  id: string;
  name: string;
  mark: MachineMark;
  cpu: number;
  memoryMib: number;
  diskMib: number;
  source: MachineSource;
}

/** A volume of the pool of templates. */
export interface TemplateVolume {
  volume: string;
  /** What the disk of a machine has at least. */
  diskMib: number;
  format: string;
}

export interface ImageVolume {
  volume: string;
  bytes: number;
}

/** A disk in the pool of machines. Whose it is stands in its name. */
export interface DiskVolume {
  volume: string;
  machine: string;
  /** The installation that made it. */
  installation: string;
}

/** What the hypervisor tells by itself; `lost`: it went away, and what happens now is not told. */
export type HypervisorEvent =
  | { type: 'changed'; id: string; power: PowerState | 'removed' }
  | { type: 'lost'; message: string };

/** A part of a machine's console: `next` is where the following part begins. */
export interface ConsolePart {
  text: string;
  next: string;
}

export interface ComputeCall {
  signal?: AbortSignal | undefined;
}

/**
 * The port to hypervisors. Each call has a deadline, ends when its signal fires, and rejects with `ComputeError`.
 * Steps of making are separate and may each be done again: the hub's journal says how far it is.
 */
export interface ComputeGateway {
  /** Never rejects for the hypervisor's sake: its failure is the answer. */
  test(
    target: HypervisorTarget,
    call?: ComputeCall & { onStage?: ((stage: HypervisorStageResult) => void) | undefined },
  ): Promise<HypervisorTestResult>;
  /** All machines on it, those of others too. */
  list(target: HypervisorTarget, call?: ComputeCall): Promise<Machine[]>;
  /** NOT_FOUND where it has none of this id. */
  get(target: HypervisorTarget, id: string, call?: ComputeCall): Promise<Machine>;
  capacity(target: HypervisorTarget, call?: ComputeCall): Promise<HypervisorCapacity>;
  templates(target: HypervisorTarget, call?: ComputeCall): Promise<TemplateVolume[]>;
  images(target: HypervisorTarget, call?: ComputeCall): Promise<ImageVolume[]>;
  /** Disks of this installation and of others, by which orphans are found. */
  disks(target: HypervisorTarget, call?: ComputeCall): Promise<DiskVolume[]>;
  /** Puts a file of this process' machine into the pool of images, whole or not at all; done already, it does nothing. */
  upload(target: HypervisorTarget, image: { volume: string; path: string }, call?: ComputeCall): Promise<void>;
  /** Makes the disk; done already, it does nothing. CAPACITY where the pool has no room. */
  createDisk(target: HypervisorTarget, spec: MachineSpec, call?: ComputeCall): Promise<void>;
  /** Makes the machine, stopped; done already, it does nothing. */
  define(target: HypervisorTarget, spec: MachineSpec, call?: ComputeCall): Promise<void>;
  /** One that runs already is CONFLICT. */
  start(target: HypervisorTarget, id: string, call?: ComputeCall): Promise<void>;
  /** Asks it to shut down and, after `graceMs`, cuts the power. One that is stopped is CONFLICT. */
  stop(target: HypervisorTarget, id: string, options: { graceMs: number }, call?: ComputeCall): Promise<void>;
  restart(target: HypervisorTarget, id: string, options: { graceMs: number }, call?: ComputeCall): Promise<void>;
  /** How people call it: the hypervisor shows it too. */
  rename(target: HypervisorTarget, id: string, name: string, call?: ComputeCall): Promise<void>;
  /** The machine, its disk and its console's file; what is gone already does not matter. Refuses what bears no mark of ours. */
  remove(target: HypervisorTarget, id: string, call?: ComputeCall): Promise<void>;
  removeDisk(target: HypervisorTarget, volume: string, call?: ComputeCall): Promise<void>;
  /** An image that the hub has brought, and its mark; what is gone already does not matter. */
  removeImage(target: HypervisorTarget, volume: string, call?: ComputeCall): Promise<void>;
  /** From guest agent, lease or ARP; null where none of them knows. */
  address(target: HypervisorTarget, id: string, call?: ComputeCall): Promise<string | null>;
  /** What the machine has written to its serial console since; at most 64 KiB a call. */
  console(target: HypervisorTarget, id: string, from: string | null, call?: ComputeCall): Promise<ConsolePart>;
  /** Until its signal fires, or it is lost. */
  watch(target: HypervisorTarget, signal: AbortSignal): AsyncIterable<HypervisorEvent>;
  close(): Promise<void>;
}
