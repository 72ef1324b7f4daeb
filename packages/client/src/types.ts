import type { AppRouter } from '@portolan/router';
import type { inferRouterInputs, inferRouterOutputs } from '@trpc/server';

type Told = inferRouterOutputs<AppRouter>;

/** Inputs of every procedure: `Inputs['connections']['create']`. */
export type Inputs = inferRouterInputs<AppRouter>;
/** Outputs of every procedure: `Outputs['connections']['list']`. tRPC has never for one that answers nothing. */
export type Outputs = {
  // biome-ignore lint/suspicious/noConfusingVoidType: it answers nothing
  [F in keyof Told]: { [K in keyof Told[F]]: [Told[F][K]] extends [never] ? void : Told[F][K] };
};
