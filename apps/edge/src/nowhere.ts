import type { Webhooks } from '@portolan/core';

/**
 * Messages are enqueued here and sent by processes on Node, under their egress policy: that alone says what may be called,
 * and says it with each message.
 */
export const nowhere: Webhooks = {
  may: async (url) => /^https?:\/\//.test(url),
  post: async () => ({
    code: 'NOT_HERE',
    message: 'This server sends nothing itself: try it on one that runs on Node',
  }),
};
