import type { BrowserContext } from 'playwright-core';

/**
 * WebP without loss, in 256 colours: a page has few, and what is merged are shades at the edges of letters. A third of the
 * size, and sharper than any lossy form of that size.
 */
export async function toWebp(context: BrowserContext, png: Buffer): Promise<Buffer> {
  const page = await context.newPage();
  const text = await page.evaluate(drawInFewColours, png.toString('base64'));
  await page.close();
  return Buffer.from(text.slice(text.indexOf(',') + 1), 'base64');
}

/** Runs in the browser, and so is one function. */
async function drawInFewColours(png: string): Promise<string> {
  const bitmap = await createImageBitmap(await (await fetch(`data:image/png;base64,${png}`)).blob());
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
  const drawing = canvas.getContext('2d');
  if (!drawing) throw new Error('Chromium draws nothing');
  drawing.drawImage(bitmap, 0, 0);
  const image = drawing.getImageData(0, 0, bitmap.width, bitmap.height);
  const pixels = new Uint32Array(image.data.buffer);
  const counts = new Map<number, number>();
  for (const colour of pixels) counts.set(colour, (counts.get(colour) ?? 0) + 1);

  const part = (colour: number, shift: number) => (colour >> shift) & 255;
  const distance = (a: number, b: number) =>
    [0, 8, 16].reduce((sum, shift) => sum + (part(a, shift) - part(b, shift)) ** 2, 0);
  const shades = [...counts].map(([colour, count]) => ({ colour, count, as: colour, off: Number.POSITIVE_INFINITY }));
  // The next colour is always the one that is drawn worst by those that are there: often, or far from the truth.
  for (let taken = 0; taken < 256; taken++) {
    const worst = shades.reduce((a, b) => (b.off * b.count > a.off * a.count ? b : a));
    if (worst.off === 0) break;
    const { colour } = worst;
    for (const shade of shades) {
      const off = distance(shade.colour, colour);
      if (off < shade.off) Object.assign(shade, { as: colour, off });
    }
  }
  const drawn = new Map(shades.map(({ colour, as }) => [colour, as]));
  for (const [at, colour] of pixels.entries()) pixels[at] = drawn.get(colour) ?? colour;
  drawing.putImageData(image, 0, 0);

  const blob = await canvas.convertToBlob({ type: 'image/webp', quality: 1 });
  const reader = new FileReader();
  return new Promise((resolve) => {
    reader.onload = () => resolve(String(reader.result));
    reader.readAsDataURL(blob);
  });
}
