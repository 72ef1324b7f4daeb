import type { Form } from '../../../lib/form.ts';
import type { ConnectionDraft } from './draft.ts';

export type ConnectionForm = Form<ConnectionDraft>;
