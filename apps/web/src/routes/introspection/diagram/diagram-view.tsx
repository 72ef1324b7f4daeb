import type { Diagram } from '@portolan/contract';
import { createMemo, createSignal, type JSX, Match, Show, Switch } from 'solid-js';
import ExportIcon from '~icons/lucide/download';
import { FilterPills } from '../../../components/filter-pills.tsx';
import { Menu, MenuItem } from '../../../components/ui/menu.tsx';
import { wholeNumber } from '../../../lib/format.ts';
import { showToast } from '../../../lib/toasts.ts';
import { saveFile } from '../save-file.ts';
import { DiagramCanvas } from './diagram-canvas.tsx';
import { diagramGraph } from './diagram-graph.ts';
import { toPngFile, toSvgFile } from './export-diagram.ts';
import { findTables } from './find-tables.ts';
import { RelationList } from './relation-list.tsx';
import { TableFinder } from './table-finder.tsx';
import { useLayout } from './use-layout.ts';

export const FORMS = ['picture', 'list'] as const;

interface DiagramViewProps {
  connectionId: string;
  /** "shop" or "shop.orders", for names of files and for who cannot see it. */
  title: string;
  diagram: Diagram;
  form: (typeof FORMS)[number];
  onForm(form: (typeof FORMS)[number]): void;
  /** The choice of what is shown. */
  scope: (graph: ReturnType<typeof diagramGraph>) => JSX.Element;
}

export function DiagramView(props: DiagramViewProps) {
  const graph = createMemo(() => diagramGraph(props.diagram.tables));
  const { drawing, failed } = useLayout(graph);
  const [text, setText] = createSignal('');
  const [place, setPlace] = createSignal(0);
  const found = createMemo(() => findTables(graph().tables, text()));
  const at = () => (found().length > 0 ? place() % found().length : 0);
  let svg: SVGSVGElement | undefined;

  const find = (wanted: string) => {
    setPlace(0);
    setText(wanted);
  };
  const save = async (kind: 'svg' | 'png') => {
    const size = drawing()?.layout;
    if (!svg || !size) return;
    try {
      const source = toSvgFile(svg, props.title);
      const file = kind === 'svg' ? new Blob([source], { type: 'image/svg+xml' }) : await toPngFile(source, size);
      saveFile(file, `${props.title}.${kind}`);
    } catch {
      showToast({
        tone: 'bad',
        title: 'The picture could not be saved',
        text: 'It may be too large; try fewer tables.',
      });
    }
  };
  return (
    <>
      <div class="flex flex-wrap items-center gap-2">
        {props.scope(graph())}
        <Show when={props.form === 'picture'}>
          <TableFinder
            text={text()}
            found={found().length}
            at={at()}
            onText={find}
            onNext={() => setPlace((now) => now + 1)}
          />
        </Show>
        <div class="ml-auto flex flex-wrap items-center gap-2">
          <FilterPills
            legend="Form"
            options={FORMS.map((value) => ({ value, label: value === 'picture' ? 'Diagram' : 'List' }))}
            value={props.form}
            onChange={(form) => props.onForm(form ?? 'picture')}
          />
          <Show when={props.form === 'picture'}>
            <Menu
              triggerClass="inline-flex h-8 items-center gap-1.5 rounded-md border border-line bg-surface px-3 font-medium hover:bg-sunken max-md:h-10 dark:bg-raised dark:hover:bg-idle-soft"
              trigger={
                <>
                  <ExportIcon class="size-3.5" aria-hidden="true" />
                  Export
                </>
              }
            >
              <MenuItem onSelect={() => void save('svg')}>Save as SVG</MenuItem>
              <MenuItem onSelect={() => void save('png')}>Save as PNG</MenuItem>
            </Menu>
          </Show>
        </div>
      </div>
      <Show when={props.diagram.total > props.diagram.tables.length}>
        <p class="text-fg-2 text-xs">
          {wholeNumber(props.diagram.tables.length)} of {wholeNumber(props.diagram.total)} tables: those with the most
          foreign keys. Show what is around one table to see others.
        </p>
      </Show>
      <Switch
        fallback={
          <p role="status" class="flex-1 p-6 text-fg-3">
            Drawing…
          </p>
        }
      >
        <Match when={props.form === 'list'}>
          <RelationList connectionId={props.connectionId} graph={graph()} />
        </Match>
        <Match when={failed()}>
          <p role="alert" class="flex-1 p-6 text-fg-2">
            The picture could not be drawn. The list has all that it would show.
          </p>
        </Match>
        <Match when={drawing()}>
          {(ready) => (
            <DiagramCanvas
              connectionId={props.connectionId}
              title={props.title}
              drawing={ready()}
              found={new Set(found())}
              centred={found()[at()] ?? null}
              ref={(element) => (svg = element)}
            />
          )}
        </Match>
      </Switch>
    </>
  );
}
