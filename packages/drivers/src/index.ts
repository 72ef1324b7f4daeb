export { DiagnosisError } from './diagnosis/diagnosis-error.ts';
export type * from './driver.ts';
