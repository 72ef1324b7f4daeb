import { createEgressPolicy, type EgressRules } from '../egress/egress-policy.ts';
import { StageFailure } from '../stages/stage-failure.ts';
import { mayPost, type Post, type PostLimits, postChecked } from './post-checked.ts';

/** How a post has ended: the status of its answer, or why there is none. */
export type Posted = { status: number } | { code: string; message: string };

/** Posts to addresses that people have entered, under the egress policy. */
export interface Poster {
  /** Whether a post may go there, as far as can be told now. */
  may(url: string): Promise<boolean>;
  post(post: Post): Promise<Posted>;
}

const LIMITS: PostLimits = { deadlineMs: 10_000, redirects: 3 };
const LOOK_MS = 3_000;

export function createPoster(egress: EgressRules, limits: PostLimits = LIMITS): Poster {
  const policy = createEgressPolicy(egress);
  return {
    may: (url) => mayPost(url, policy, LOOK_MS),
    async post(post) {
      try {
        return { status: await postChecked(post, policy, limits) };
      } catch (error) {
        if (error instanceof StageFailure) return { code: error.code, message: error.message };
        throw error;
      }
    },
  };
}
