import { AppError } from '@portolan/core';
import type { Bindings, RequestContext } from './bindings.ts';
import { reach } from './compose.ts';
import { ConfigurationError } from './configuration.ts';
import { openProduct, type Product } from './product.ts';
import { refused } from './refused.ts';
import { serveRequest } from './serve-request.ts';

let opened: Promise<Product> | undefined;

/** Put together with the first request, which knows the configuration; tried again with the next where that has failed. */
function product(bindings: Bindings): Promise<Product> {
  opened ??= openProduct(bindings).catch((error) => {
    opened = undefined;
    throw error;
  });
  return opened;
}

export default {
  fetch: (request: Request, bindings: Bindings, context: RequestContext): Promise<Response> =>
    serveRequest(reach, context, async () => {
      try {
        const { app, admission } = await product(bindings);
        await admission.assert();
        return await app.fetch(request, bindings);
      } catch (error) {
        return refused(
          error instanceof ConfigurationError ? new AppError('UNAVAILABLE', error.message) : error,
          request,
        );
      }
    }),
};
