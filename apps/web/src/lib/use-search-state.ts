import { useSearchParams } from '@solidjs/router';
import { type Accessor, createMemo } from 'solid-js';
import { type Params, type ParamValues, readParams, writeParams } from './search-params.ts';

type Patch<P extends Params> = (patch: Partial<ParamValues<P>>, options?: { replace?: boolean }) => void;

/** Search parameters as typed state: survives reload and Back, defaults stay out of the URL. */
export function useSearchState<P extends Params>(params: P): [Accessor<ParamValues<P>>, Patch<P>] {
  const [raw, setRaw] = useSearchParams();
  const values = createMemo(() => readParams(params, { ...raw }), undefined, {
    equals: (before, after) => JSON.stringify(before) === JSON.stringify(after),
  });
  const patch: Patch<P> = (change, options) =>
    setRaw(writeParams(params, change), { replace: options?.replace ?? false });
  return [values, patch];
}
