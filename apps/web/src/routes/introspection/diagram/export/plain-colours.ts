/**
 * Colours as few programs fail to read them, `#rrggbb`: variables of the theme and `oklch()` are resolved by the browser
 * once each, as an element of the page would have them.
 */
export function plainColours(svg: SVGSVGElement): void {
  const probe = document.createElement('span');
  document.body.append(probe);
  const known = new Map<string, string>();
  for (const element of [svg, ...svg.querySelectorAll('*')]) {
    for (const name of ['fill', 'stroke']) {
      const colour = element.getAttribute(name);
      if (!colour || !/^(?:var|oklch)\(/.test(colour)) continue;
      const plain = known.get(colour) ?? plainColour(probe, colour);
      known.set(colour, plain);
      element.setAttribute(name, plain);
    }
  }
  probe.remove();
}

function plainColour(probe: HTMLElement, colour: string): string {
  probe.style.color = colour;
  const context = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
  if (!context) return '#000000';
  context.fillStyle = getComputedStyle(probe).color;
  context.fillRect(0, 0, 1, 1);
  const channels = [...context.getImageData(0, 0, 1, 1).data].slice(0, 3);
  return `#${channels.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`;
}
