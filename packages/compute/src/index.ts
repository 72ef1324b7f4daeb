export { ComputeError } from './compute-error.ts';
export type * from './hypervisor.ts';
