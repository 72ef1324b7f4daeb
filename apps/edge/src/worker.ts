import type { Bindings, RequestContext } from './bindings.ts';
import { ofRequests } from './compose.ts';
import { type Answer, productOver } from './product.ts';
import { serveRequest } from './serve-request.ts';

export { Hub } from './hub.ts';

/** Where nobody says where a request came in, as outside of Cloudflare. */
const HERE = 'here';
let answer: Answer | undefined;

export default {
  fetch(request: Request, bindings: Bindings, context: RequestContext): Promise<Response> {
    const { HUB } = bindings;
    // One for each place where people come in: it is started near them.
    if (HUB) return HUB.get(HUB.idFromName(placeOf(request))).fetch(request);
    answer ??= productOver(bindings, ofRequests);
    const own = answer;
    return serveRequest(ofRequests, context, () => own(request));
  },
};

function placeOf(request: Request): string {
  const { cf } = request as Request & { cf?: { colo?: string } };
  return cf?.colo ?? HERE;
}
