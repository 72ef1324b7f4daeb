export { DiagnosisError } from './diagnosis/diagnosis-error.ts';
export type * from './driver.ts';
export { withoutDrivers } from './host/without-drivers.ts';
