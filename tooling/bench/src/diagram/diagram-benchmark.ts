import { loadavg } from 'node:os';
import { erpDefinitions, manyErpTables } from '@portolan/testing/erp';
import { diagramGraph, layoutInputOf, makePicture } from '@portolan/web/diagram-layout';
import { layouts } from './layouts.ts';
import { CANVAS, measurePicture } from './measure-picture.ts';

const SIZES = [10, 44, 150, 500];

/** Crossings, area and time of ways to lay out a shop's schema, with all columns and as a map. */
export async function benchmarkDiagram(): Promise<void> {
  const aspect = CANVAS.width / CANVAS.height;
  for (const isMap of [false, true]) {
    console.log(`\n| ${isMap ? 'map' : 'all columns'} | layout | crossings | area, Mpx² | aspect | fit, % | s |`);
    console.log('| --- | --- | --- | --- | --- | --- | --- |');
    for (const size of SIZES) {
      const graph = diagramGraph(erpDefinitions(manyErpTables(size)));
      const input = layoutInputOf(graph, { isMap, aspect });
      for (const [name, lay] of Object.entries(layouts)) {
        const start = performance.now();
        const layout = await lay(input);
        const seconds = (performance.now() - start) / 1000;
        const {
          crossings,
          area,
          aspect: shape,
          fit,
        } = measurePicture(makePicture(graph, layout, { isMap, moved: {} }));
        const cells = [
          size,
          name,
          crossings,
          area.toFixed(2),
          shape.toFixed(2),
          (fit * 100).toFixed(0),
          seconds.toFixed(2),
        ];
        console.log(`| ${cells.join(' | ')} |`);
      }
    }
  }
  console.log(`\nload of the machine: ${loadavg()[0]?.toFixed(1)}`);
}
