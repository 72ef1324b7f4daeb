export { buildWorker } from './build-worker.ts';
export { type RunningWorker, startWorker, type WorkerOptions } from './start-worker.ts';
