import type { TenantContext } from '../context.ts';

/** A place at work, whoever works: a caller, or the product by itself. */
export type InTenant = Pick<TenantContext, 'services' | 'tenant'>;
