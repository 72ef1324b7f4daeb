import type { Page } from 'playwright-core';
import { TENANT } from '../data/people.ts';
import type { Company } from '../made-up-company.ts';

/** One picture, taken in light and in dark. */
export interface Picture {
  /** Of its files, `<name>-light.webp` and `<name>-dark.webp`. */
  name: string;
  path(company: Company): string;
  signedOut?: boolean;
  locale?: string;
  viewport?: { width: number; height: number };
  /** Waits until all that is to be seen is there, and does what has to be done before. */
  prepare(page: Page, company: Company): Promise<void>;
}

export const inTenant = (path: string): string => `/t/${TENANT.slug}${path}`;

export const connectionPath = ({ connections }: Company, view = '', name = 'Shop production'): string =>
  inTenant(`/connections/${connections.get(name)}${view}`);
