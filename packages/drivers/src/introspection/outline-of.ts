import type { IntrospectionOutline, IntrospectionPage } from '../driver.ts';

/** The outline that an introspection begins with; what would follow is left. */
export async function outlineOf(pages: AsyncIterable<IntrospectionPage>): Promise<IntrospectionOutline> {
  for await (const page of pages) if (page.kind === 'outline') return page;
  throw new Error('an introspection without an outline');
}
