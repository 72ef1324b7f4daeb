import type { AppRouter } from '@portolan/router';
import type { inferRouterInputs, inferRouterOutputs } from '@trpc/server';

/** Inputs and outputs of every procedure: `Outputs['connections']['list']`. */
export type Inputs = inferRouterInputs<AppRouter>;
export type Outputs = inferRouterOutputs<AppRouter>;
