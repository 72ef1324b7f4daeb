import { ComputeError } from '@portolan/compute';
import { ImageFailure } from '../ports/index.ts';

/** Of a path on the hypervisor, all but the file; addresses stay whole. */
const FOLDERS = /(?<![\w/:.])\/(?:[^\s/'"]+\/)+/g;

/**
 * What people of the tenant are told. How a hypervisor is reached, and why it is not, stands with it, for its operators; where
 * it keeps its files is no concern of tenants either.
 */
export function reasonOf(error: unknown): string {
  if (error instanceof ComputeError && error.code === 'UNREACHABLE') return 'The hypervisor does not answer';
  return isKnown(error) ? error.message.replace(FOLDERS, '') : 'Something went wrong on our side';
}

export function isKnown(error: unknown): error is ComputeError | ImageFailure {
  return error instanceof ComputeError || error instanceof ImageFailure;
}
