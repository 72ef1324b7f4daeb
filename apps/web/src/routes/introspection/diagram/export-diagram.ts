import { SANS } from './table-box.tsx';

/** Larger pictures are made smaller: browsers give up on them. */
const MOST_PIXELS = 60_000_000;
const MOST_EDGE = 16_000;

/** Computed colours are `oklch()`, which few programs read; these are plain `#rrggbb`. */
function plainColour(token: string): string {
  const value = getComputedStyle(document.documentElement).getPropertyValue(token).trim();
  const context = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
  if (!context || !value) return '#000000';
  context.fillStyle = value;
  context.fillRect(0, 0, 1, 1);
  const channels = [...context.getImageData(0, 0, 1, 1).data].slice(0, 3);
  return `#${channels.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`;
}

/** The picture as a file of its own: no variable of the theme, no style sheet, no link is left in it. */
export function toSvgFile(drawing: SVGSVGElement, title: string): string {
  const copy = drawing.cloneNode(true) as SVGSVGElement;
  for (const far of copy.querySelectorAll('.chart-far')) far.remove();
  for (const link of copy.querySelectorAll('a')) link.replaceWith(...link.childNodes);
  for (const element of [copy, ...copy.querySelectorAll('*')]) {
    for (const name of ['class', 'style', 'opacity', 'aria-hidden', 'data-relation']) element.removeAttribute(name);
  }
  copy.setAttribute('font-family', SANS);
  const name = document.createElementNS('http://www.w3.org/2000/svg', 'title');
  name.textContent = title;
  const ground = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
  for (const [key, value] of Object.entries({ width: '100%', height: '100%', fill: 'var(--canvas)' }))
    ground.setAttribute(key, value);
  copy.prepend(name, ground);
  const colours = new Map<string, string>();
  return new XMLSerializer().serializeToString(copy).replace(/var\((--[\w-]+)\)/g, (_, token: string) => {
    const colour = colours.get(token) ?? plainColour(token);
    colours.set(token, colour);
    return colour;
  });
}

/** The same picture in pixels, two for one where it is not too large. */
export async function toPngFile(svg: string, size: { width: number; height: number }): Promise<Blob> {
  const image = new Image();
  // The security policy lets images in as data, not as blobs.
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const { width, height } = size;
  const scale = Math.min(2, MOST_EDGE / width, MOST_EDGE / height, Math.sqrt(MOST_PIXELS / (width * height)));
  const canvas = new OffscreenCanvas(Math.ceil(width * scale), Math.ceil(height * scale));
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvas.convertToBlob({ type: 'image/png' });
}
