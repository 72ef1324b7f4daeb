import { askObject } from './ask-object.ts';
import type { Bindings, RequestContext } from './bindings.ts';
import { ofRequests } from './compose.ts';
import { type Answer, productOver } from './product.ts';
import { serveRequest } from './serve-request.ts';

export { Hub } from './hub.ts';

let answer: Answer | undefined;

export default {
  fetch(request: Request, bindings: Bindings, context: RequestContext): Promise<Response> {
    const { HUB, HYPERDRIVE } = bindings;
    // Where the platform pools connections near the database, nobody else need keep any.
    if (HUB && !HYPERDRIVE) return askObject(HUB, request);
    answer ??= productOver(bindings, ofRequests);
    const own = answer;
    return serveRequest(ofRequests, context, () => own(request));
  },
};
