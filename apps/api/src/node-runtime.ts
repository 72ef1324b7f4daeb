import { handBackMemory, ownNode } from '@portolan/drivers/host';
import type { Runtime } from './runtime.ts';

export const NODE: Runtime = { name: 'Node', node: ownNode(), isWorker: true, handBackMemory };
