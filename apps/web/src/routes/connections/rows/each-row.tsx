import type { Connection } from '@portolan/contract';
import { type Accessor, createMemo, For, type JSX, Show } from 'solid-js';
import type { Heading, Row } from './group-rows.ts';

interface EachRowProps {
  rows: readonly Row[];
  heading(heading: Heading): JSX.Element;
  children(key: string, connection: Accessor<Connection>): JSX.Element;
}

/** The rows with the heading of each group before its first. A row stays the same element as long as its key is there, and keeps the focus. */
export function EachRow(props: EachRowProps) {
  const byKey = createMemo(
    () => new Map(props.rows.map((row, index) => [row.key, { row, before: props.rows[index - 1] }])),
  );
  const keys = () => props.rows.map(({ key }) => key);
  return (
    <For each={keys()}>
      {(key) => {
        // While a row goes, it is asked for once more.
        let last = byKey().get(key);
        const found = () => (last = byKey().get(key) ?? last);
        const heading = () => {
          const { row, before } = found() ?? {};
          return row?.group && nameOf(row.group) !== nameOf(before?.group) ? row.group : null;
        };
        const connection = () => (found() as { row: Row }).row.connection;
        return (
          <>
            <Show when={heading()}>{(group) => props.heading(group())}</Show>
            {props.children(key, connection)}
          </>
        );
      }}
    </For>
  );
}

const nameOf = (group: Heading | null | undefined) => group && `${group.environment} ${group.tag}`;
