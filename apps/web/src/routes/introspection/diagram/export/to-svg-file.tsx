import { render } from 'solid-js/web';
import type { Rect } from '../layout/geometry.ts';
import { DiagramDrawing } from '../picture/diagram-drawing.tsx';
import type { Picture } from '../picture/make-picture.ts';
import { SANS } from '../picture/table-box.tsx';
import { plainColours } from './plain-colours.ts';

export interface Cut {
  picture: Picture;
  /** What of it. */
  part: Rect;
  /** How large it is. */
  scale: number;
  hues: ReadonlyMap<string, number> | null;
}

const NOBODY: ReadonlySet<string> = new Set();
const LEFT_OUT = ['class', 'style', 'aria-hidden', 'data-relation', 'data-table', 'data-map'];

/** A part of the picture as a file of its own: no variable of the theme, no style sheet, no link is left in it. */
export function toSvgFile({ picture, part, scale, hues }: Cut, title: string): string {
  const place = document.createElement('div');
  const end = render(
    () => <DiagramDrawing picture={picture} scale={scale} part={part} hues={hues} lit={null} marked={NOBODY} />,
    place,
  );
  const svg = place.querySelector('svg')?.cloneNode(true) as SVGSVGElement;
  end();
  svg.setAttribute('width', `${Math.ceil(part.width * scale)}`);
  svg.setAttribute('height', `${Math.ceil(part.height * scale)}`);
  svg.setAttribute('font-family', SANS);
  const name = document.createElementNS('http://www.w3.org/2000/svg', 'title');
  name.textContent = title;
  const ground = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
  const { x, y, width, height } = part;
  for (const [key, value] of Object.entries({ x, y, width, height, fill: 'var(--canvas)' }))
    ground.setAttribute(key, `${value}`);
  svg.prepend(name, ground);
  for (const element of [svg, ...svg.querySelectorAll('*')]) {
    for (const attribute of LEFT_OUT) element.removeAttribute(attribute);
  }
  plainColours(svg);
  return new XMLSerializer().serializeToString(svg);
}
