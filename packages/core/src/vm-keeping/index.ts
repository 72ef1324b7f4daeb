export { MachineKeeper } from './machine-keeper.ts';
