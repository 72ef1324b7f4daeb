import type { Size } from '../layout/geometry.ts';

/** Larger pictures are made smaller: browsers give up on them. */
const MOST_PIXELS = 60_000_000;
const MOST_EDGE = 16_000;

/** A picture in pixels, two for one where it is not too large. */
export async function toPngFile(svg: string, { width, height }: Size): Promise<Blob> {
  const image = new Image();
  // The security policy lets images in as data, not as blobs.
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const scale = Math.min(2, MOST_EDGE / width, MOST_EDGE / height, Math.sqrt(MOST_PIXELS / (width * height)));
  const canvas = new OffscreenCanvas(Math.ceil(width * scale), Math.ceil(height * scale));
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvas.convertToBlob({ type: 'image/png' });
}
