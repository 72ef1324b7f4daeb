export * from './examine-machines.ts';
export * from './forget-vm-events.ts';
export { MachineKeeper } from './machine-keeper.ts';
export * from './mend-machines.ts';
