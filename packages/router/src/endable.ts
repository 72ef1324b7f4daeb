import type { RequestInfo } from '@portolan/core';

/** The request of one call, whose signal also fires when the call is ended from here. Made when somebody listens. */
export function endable(request: RequestInfo): { request: RequestInfo; end(): void } {
  let ending: AbortController | undefined;
  let signal: AbortSignal | undefined;
  return {
    request: {
      ...request,
      get signal() {
        ending ??= new AbortController();
        signal ??= request.signal ? AbortSignal.any([request.signal, ending.signal]) : ending.signal;
        return signal;
      },
    },
    end: () => ending?.abort(),
  };
}
