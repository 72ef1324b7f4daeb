import type { Connection } from '@portolan/contract';
import { MenuAt } from '../../../components/ui/menu.tsx';
import { ConnectionMenuItems } from './connection-menu-items.tsx';
import { t } from './menu-texts.ts';
import type { ConnectionVerbs } from './use-connection-verbs.ts';

export interface OpenMenu {
  connection: Connection;
  /** The button that it hangs on. */
  opener: HTMLElement;
  /** What has the focus back afterwards. */
  from: HTMLElement;
}

/** One menu for all rows, at the row that asked for it. */
export default function RowMenu(props: OpenMenu & { verbs: ConnectionVerbs; onClose(): void }) {
  return (
    <MenuAt label={t().of(props.connection.name)} opener={props.opener} from={props.from} onClose={props.onClose}>
      <ConnectionMenuItems connection={props.connection} verbs={props.verbs} />
    </MenuAt>
  );
}
