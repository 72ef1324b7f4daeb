import type { TableDefinition } from '@portolan/contract';
import { tableId, toDbml, toMermaid } from '@portolan/contract/diagram-text';
import type { Shown } from '../canvas/diagram-canvas.tsx';
import { overlaps } from '../layout/geometry.ts';
import type { Picture } from '../picture/make-picture.ts';
import type { Format } from './export-menu.tsx';
import { toPngFile } from './to-png-file.ts';
import { type Cut, toSvgFile } from './to-svg-file.tsx';

interface Exported {
  title: string;
  definitions: readonly TableDefinition[];
  /** What is in sight; without it, the whole. */
  view: Shown | null;
  /** The picture with all columns. */
  whole: Picture;
  hues: ReadonlyMap<string, number> | null;
}

const ENDINGS: Record<Format, string> = { SVG: 'svg', PNG: 'png', Mermaid: 'mmd', DBML: 'dbml' };

/** The picture, or what it shows, as a file. */
export async function exportDiagram(format: Format, what: Exported): Promise<{ content: Blob; name: string }> {
  return { content: await contentOf(format, what), name: `${what.title}.${ENDINGS[format]}` };
}

async function contentOf(format: Format, what: Exported): Promise<Blob> {
  if (format === 'Mermaid' || format === 'DBML') {
    const definitions = inSight(what);
    const source = format === 'DBML' ? toDbml(definitions) : toMermaid(definitions);
    return new Blob([source], { type: 'text/plain' });
  }
  const cut = cutOf(what);
  const svg = toSvgFile(cut, what.title);
  if (format === 'SVG') return new Blob([svg], { type: 'image/svg+xml' });
  return toPngFile(svg, { width: cut.part.width * cut.scale, height: cut.part.height * cut.scale });
}

function cutOf({ view, whole, hues }: Exported): Cut {
  if (!view) return { picture: whole, part: whole.bounds, scale: 1, hues };
  return { picture: view.picture, part: view.window, scale: view.scale, hues };
}

function inSight({ definitions, view }: Exported): TableDefinition[] {
  return definitions.filter(({ schema, name }) => {
    const box = view?.picture.boxes.get(tableId(schema, name));
    return !view || (box && overlaps(box, view.window));
  });
}
