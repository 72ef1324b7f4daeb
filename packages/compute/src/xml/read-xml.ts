import { XMLParser } from 'fast-xml-parser';
import { ComputeError } from '../compute-error.ts';

/** An element as it was read: attributes begin with `@`, children are elements or lists of them, text is `#text`. */
export interface XmlElement {
  [name: string]: XmlNode | undefined;
}
export type XmlNode = string | XmlElement | XmlNode[];

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  parseTagValue: false,
  parseAttributeValue: false,
  // The one switch under which numeric references are read, as `&#10;`.
  htmlEntities: true,
});

/** The root element `name` of a document. A document that declares anything of its own is refused: libvirt writes none. */
export function readXml(text: string, name: string): XmlElement {
  if (/<!(?:DOCTYPE|ENTITY)/i.test(text)) throw unreadable(name);
  let root: XmlNode | undefined;
  try {
    const parsed: XmlElement = parser.parse(text, true);
    root = parsed[name];
  } catch {
    throw unreadable(name);
  }
  if (root === undefined) throw unreadable(name);
  return typeof root === 'string' || Array.isArray(root) ? {} : root;
}

/** The elements of a name: none, one or several. */
export function childrenOf(element: XmlElement | undefined, name: string): XmlElement[] {
  const found = element?.[name];
  const all = Array.isArray(found) ? found : [found];
  return all.filter((one): one is XmlElement => typeof one === 'object' && !Array.isArray(one));
}

export function childOf(element: XmlElement | undefined, name: string): XmlElement | undefined {
  return childrenOf(element, name)[0];
}

/** The text of the first element of a name, whether it has attributes or not; '' where there is none. */
export function textOf(element: XmlElement | undefined, name: string): string {
  const found = element?.[name];
  const first = Array.isArray(found) ? found[0] : found;
  if (typeof first === 'string') return first;
  const text = Array.isArray(first) ? undefined : first?.['#text'];
  return typeof text === 'string' ? text : '';
}

export function attributeOf(element: XmlElement | undefined, name: string): string {
  const value = element?.[`@${name}`];
  return typeof value === 'string' ? value : '';
}

function unreadable(name: string): ComputeError {
  return new ComputeError('REFUSED', `The hypervisor described a ${name} in a way that cannot be read`);
}
