import { XMLBuilder } from 'fast-xml-parser';
import type { XmlElement } from './read-xml.ts';

const builder = new XMLBuilder({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  suppressEmptyNode: true,
  suppressBooleanAttributes: false,
});

/** A document of one root element; all that is text in it comes out escaped. */
export function writeXml(name: string, root: XmlElement): string {
  return builder.build({ [name]: root });
}
