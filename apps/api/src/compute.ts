import path from 'node:path';
import type { ComputeGateway } from '@portolan/compute';
import { createComputeHost } from '@portolan/compute/host';
import { ISO_BYTES_MAX } from '@portolan/contract';
import type { Images } from '@portolan/core';
import { createFetcher, createHostCheck, type NodeProgram } from '@portolan/drivers/host';
import type { Configuration } from './env.ts';
import { createImages } from './images/create-images.ts';

const QUIET_MS = 60_000;
/** The database may lie on the same disk as the images. */
const RESERVE_BYTES = 256 * 1_024 ** 2;

export interface Machines {
  compute: ComputeGateway | null;
  images: Images | null;
}

export interface ComputeOptions {
  /** What runs the worker, where that is not the Node of this process; null where there is nothing that could. */
  node?: NodeProgram | null;
  /** The script of the worker, where it is not the one beside the gateway. */
  computeWorker?: string;
}

/** What machines are made on. Nothing is started, and no folder made, before the first call. */
export function openCompute(
  { egress, dataDir }: Pick<Configuration, 'egress' | 'dataDir'>,
  { node, computeWorker }: ComputeOptions,
): Machines {
  if (node === null) return { compute: null, images: null };
  const folder = path.resolve(dataDir);
  return {
    compute: createComputeHost({
      egress: createHostCheck(egress),
      home: path.join(folder, 'compute'),
      knownHosts: [path.join(folder, 'known_hosts')],
      ...(node ? { node } : {}),
      ...(computeWorker ? { worker: computeWorker } : {}),
    }),
    images: createImages({
      fetcher: createFetcher(egress),
      folder: path.join(folder, 'images'),
      limits: { bytes: ISO_BYTES_MAX, quietMs: QUIET_MS, reserveBytes: RESERVE_BYTES },
    }),
  };
}
