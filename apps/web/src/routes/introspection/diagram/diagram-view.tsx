import type { Diagram } from '@portolan/contract';
import { createMemo, createSignal, type JSX, Match, Show, Suspense, Switch } from 'solid-js';
import { FilterPills } from '../../../components/filter-pills.tsx';
import { later } from '../../../components/later.tsx';
import { LoadFailure } from '../../../lib/app-error.ts';
import { wholeNumber } from '../../../lib/format.ts';
import { loadPart } from '../../../lib/load-part.ts';
import { saveFile } from '../../../lib/save-file.ts';
import { showToast } from '../../../lib/toasts.ts';
import { DiagramCanvas, type Shown } from './canvas/diagram-canvas.tsx';
import { tableLabel } from './canvas/diagram-texts.ts';
import { type DiagramState, FORMS, type PatchDiagram } from './diagram-state.ts';
import { ExportMenu, type Format } from './export/export-menu.tsx';
import { diagramGraph } from './graph/diagram-graph.ts';
import { findTables } from './graph/find-tables.ts';
import { schemaHues } from './picture/schema-colours.ts';
import { t } from './texts.ts';
import { SchemaLegend } from './toolbar/schema-legend.tsx';
import { TableFinder } from './toolbar/table-finder.tsx';
import { TogglePill } from './toolbar/toggle-pill.tsx';
import { usePictures } from './use-pictures.ts';
import { usePositions } from './use-positions.ts';

const RelationList = later(async () => ({ default: (await import('./relation-list.tsx')).RelationList }));

interface DiagramViewProps {
  connectionId: string;
  /** "shop" or "shop.orders", for names of files and for who cannot see it. */
  title: string;
  diagram: Diagram;
  state: DiagramState;
  patch: PatchDiagram;
  /** The choice of what is shown. */
  scope: JSX.Element;
}

export function DiagramView(props: DiagramViewProps) {
  // Of all that an address may say, only this is laid out anew.
  const columns = createMemo(() => props.state.columns);
  const tables = createMemo(() => props.diagram.tables);
  const graph = createMemo(() => diagramGraph(tables(), columns()));
  const positions = usePositions(props.connectionId);
  const pictures = usePictures({ graph, columns, moved: positions.moved });
  const [text, setText] = createSignal('');
  const [place, setPlace] = createSignal(0);
  const found = createMemo(() => findTables(graph().tables, text()).map(({ id }) => id));
  const at = () => (found().length > 0 ? place() % found().length : 0);
  const hues = createMemo(() => schemaHues(graph().tables));
  const isColoured = () => props.state.colours === 'schema' && hues().size > 1;
  const idOf = (label: string) => graph().tables.find((table) => tableLabel(table) === label)?.id;
  // Asked for by each line and each table.
  const chosen = createMemo(() => idOf(props.state.at));
  const centre = createMemo(() => (props.state.table ? idOf(`${props.state.schema}.${props.state.table}`) : undefined));
  const shownHues = createMemo(() => (isColoured() ? hues() : null));
  const labelOf = (id: string | undefined) => {
    const table = graph().tables.find((one) => one.id === id);
    return table ? tableLabel(table) : '';
  };
  let shown: () => Shown | undefined = () => undefined;

  const find = (wanted: string) => {
    setPlace(0);
    setText(wanted);
  };
  const save = async (format: Format, isView: boolean) => {
    const whole = pictures.detail();
    const view = isView ? shown() : null;
    if (!whole || view === undefined) return;
    try {
      const { exportDiagram } = await loadPart(() => import('./export/export-diagram.ts'));
      const { content, name } = await exportDiagram(format, {
        title: props.title,
        definitions: props.diagram.tables,
        whole,
        view,
        hues: shownHues(),
      });
      saveFile(content, name);
    } catch (error) {
      const text = error instanceof LoadFailure ? error.message : t().tooLarge;
      showToast({ tone: 'bad', title: t().notSaved, text });
    }
  };
  const move = (id: string, { x, y }: { x: number; y: number }, isMap: boolean) => {
    const table = graph().tables.find((one) => one.id === id);
    const from = pictures.placeOf(id, isMap);
    if (table && from) positions.put(isMap ? 'map' : props.state.columns, table, { x: from.x + x, y: from.y + y });
  };
  const hasMoved = createMemo(() => {
    const { map, [props.state.columns]: own } = positions.moved();
    return graph().tables.some(({ id }) => map[id] || own[id]);
  });
  const showAround = (id: string) => {
    const table = graph().tables.find((one) => one.id === id);
    if (table)
      props.patch({
        schema: table.schema,
        schemas: 'one',
        table: table.name,
        at: tableLabel(table),
        zoom: '',
        view: '',
      });
  };
  /** A part that is not there is the page's own failure: it reloads, or says what to do. */
  const isBroken = () => {
    const failure = pictures.failure();
    if (failure instanceof LoadFailure) throw failure;
    return Boolean(failure);
  };
  return (
    <>
      <div class="flex flex-wrap items-center gap-2">
        {props.scope}
        <Show when={props.state.as === 'picture'}>
          <TableFinder
            text={text()}
            found={found().length}
            at={at()}
            onText={find}
            onNext={() => setPlace((now) => now + 1)}
          />
          <TogglePill
            label={t().keysOnly}
            isOn={props.state.columns === 'keys'}
            onToggle={(isOn) => props.patch({ columns: isOn ? 'keys' : 'all' })}
          />
          <Show when={hues().size > 1}>
            <TogglePill
              label={t().bySchema}
              isOn={isColoured()}
              onToggle={(isOn) => props.patch({ colours: isOn ? 'schema' : 'none' })}
            />
          </Show>
        </Show>
        <div class="ml-auto flex flex-wrap items-center gap-2">
          <FilterPills
            legend={t().form}
            options={FORMS.map((value) => ({ value, label: t()[value] }))}
            value={props.state.as}
            onChange={(form) => props.patch({ as: form ?? 'picture' })}
          />
          <Show when={props.state.as === 'picture'}>
            <ExportMenu onExport={(format, isView) => void save(format, isView)} />
          </Show>
        </div>
      </div>
      <Show when={props.diagram.total > props.diagram.tables.length}>
        <p class="text-fg-2 text-xs">{tooManyText(props.diagram)}</p>
      </Show>
      <Switch
        fallback={
          <DiagramCanvas
            connectionId={props.connectionId}
            title={props.title}
            graph={graph()}
            detail={positions.isKnown() ? pictures.detail() : undefined}
            map={pictures.map()}
            layoutKey={positions.isKnown() ? pictures.layoutKey() : undefined}
            zoom={props.state.zoom}
            place={props.state.view}
            chosen={chosen()}
            centre={centre()}
            hues={shownHues()}
            found={found()}
            sought={found()[at()]}
            hasMoved={hasMoved()}
            onAspect={pictures.setAspect}
            onFar={pictures.setFar}
            onZoom={(zoom) => props.patch({ zoom, view: '' }, { replace: true })}
            onPlace={(view) => props.patch({ view }, { replace: true })}
            onChoose={(id) => props.patch({ at: labelOf(id) }, { replace: true })}
            onAround={showAround}
            onMove={move}
            onReset={() => void positions.reset()}
            expose={(ask) => (shown = ask)}
          >
            <Show when={isColoured()}>
              <SchemaLegend
                hues={hues()}
                onChoose={(schema) => props.patch({ schema, schemas: 'one', table: '', at: '', zoom: '', view: '' })}
              />
            </Show>
          </DiagramCanvas>
        }
      >
        <Match when={props.state.as === 'list'}>
          <Suspense>
            <RelationList connectionId={props.connectionId} graph={graph()} />
          </Suspense>
        </Match>
        <Match when={isBroken()}>
          <p role="alert" class="flex-1 p-6 text-fg-2">
            {t().notDrawn}
          </p>
        </Match>
      </Switch>
    </>
  );
}

function tooManyText({ tables, total }: Diagram): string {
  return t().tooMany(wholeNumber(tables.length), wholeNumber(total));
}
