import type { AppRouter } from '@portolan/router';
import type { AnyTRPCProcedure } from '@trpc/server';
import type { Feed, Mutation, PagedQuery, Query } from './calls.ts';
import type { Inputs, Outputs } from './types.ts';

type Features = AppRouter['_def']['record'];
type Page = { items: readonly unknown[]; total: number };
type Yield<O> = O extends AsyncIterable<infer T> ? T : never;
/** A page of a list is asked for by its number. */
type IsPaged<I, O> = O extends Page ? (NonNullable<I> extends { page?: number | undefined } ? true : false) : false;

type Callable<P, I, O> = P extends AnyTRPCProcedure
  ? {
      query: IsPaged<I, O> extends true ? PagedQuery<I, O & Page> : Query<I, O>;
      mutation: Mutation<I, O>;
      subscription: Feed<I, Yield<O>>;
    }[P['_def']['type']]
  : never;

/** Every procedure of the server, by feature and name. */
export type Client = {
  [F in keyof Features]: {
    [K in keyof Features[F] & keyof Inputs[F] & keyof Outputs[F]]: Callable<
      Features[F][K],
      Inputs[F][K],
      Outputs[F][K]
    >;
  };
};
