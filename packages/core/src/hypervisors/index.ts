export * from './add-hypervisor.ts';
export { assertHypervisor, hasHypervisor } from './assert-hypervisor.ts';
export * from './hypervisor-target.ts';
export * from './is-available.ts';
export * from './list-hypervisors.ts';
export * from './remove-hypervisor.ts';
export * from './see-hypervisor.ts';
export * from './seed-hypervisor.ts';
export * from './test-hypervisor.ts';
