import type { NodeProgram } from '@portolan/drivers/host';

/** What an entry knows of the runtime it is for, where that makes a difference to the product. */
export interface Runtime {
  name: 'Node' | 'Bun' | 'Deno';
  /** What runs the driver processes; null where there is nothing that could. */
  node: NodeProgram | null;
  /** Whether this process takes jobs, watches connections and charts them on schedule: others leave that to one on Node. */
  isWorker: boolean;
  /** Hands memory back that the start took and nobody needs any more. */
  handBackMemory?(): void;
}
