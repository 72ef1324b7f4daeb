import { type LayoutInput, layoutDiagram } from './layout-diagram.ts';

self.addEventListener('message', ({ data }: MessageEvent<LayoutInput>) => self.postMessage(layoutDiagram(data)));
