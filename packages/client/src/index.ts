export type { AppRouter } from '@portolan/router';
export type { CallOptions, Feed, FeedHandlers, Mutation, PagedQuery, Query } from './calls.ts';
export type { Client } from './client.ts';
export type { ClientOptions } from './client-options.ts';
export { createClient } from './create-client.ts';
export { isClientError, PortolanError, type PortolanErrorCode } from './portolan-error.ts';
export type { Inputs, Outputs } from './types.ts';
