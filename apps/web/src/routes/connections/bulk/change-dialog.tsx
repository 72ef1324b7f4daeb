import type { Connection } from '@portolan/contract';
import { useQueryClient } from '@tanstack/solid-query';
import { createSignal, onMount, Show } from 'solid-js';
import { NameQuestion } from '../../../components/name-question.tsx';
import { FormDialog } from '../../../components/ui/form-dialog.tsx';
import { useLiveQuery } from '../../../lib/query.ts';
import { EnvironmentChip } from '../order/environment-chip.tsx';
import { productionAnswer } from '../order/production-answer.ts';
import { TagsInput } from '../order/tags-input.tsx';
import { connectionQueries } from '../queries.ts';
import { t } from './texts.ts';
import { type ManyChange, updateMany } from './update-many.ts';

interface ChangeDialogProps {
  connections: readonly Connection[];
  change: ManyChange;
  onClose(): void;
}

/** Asks for the tags to add, and before production connections are changed for their name; where nothing is to be asked, it is done at once. */
export function ChangeDialog(props: ChangeDialogProps) {
  const queries = useQueryClient();
  const { connections, change, onClose } = props;
  const answer = productionAnswer(connections);
  const [isRight, setRight] = createSignal(answer === null);
  const [tags, setTags] = createSignal<readonly string[]>([]);
  const [problem, setProblem] = createSignal<string | null>(null);
  const facets = useLiveQuery(() => connectionQueries.facets({}));
  const isTagging = 'tags' in change;
  const run = () => {
    void updateMany(queries, connections, isTagging ? { tags: tags() } : change);
    onClose();
  };
  const submit = () => {
    if (isTagging && tags().length === 0) return setProblem(t().noTags);
    if (!isRight()) return setProblem(t().notTyped);
    run();
  };
  const isAsking = isTagging || answer !== null;
  onMount(() => {
    if (!isAsking) run();
  });
  return (
    <Show when={isAsking}>
      <FormDialog
        title={isTagging ? t().tagsTitle(connections.length) : t().environmentTitle(connections.length)}
        class="max-w-md"
        submitLabel={isTagging ? t().addTags : t().changeEnvironment}
        problem={problem()}
        busy={false}
        dirty={tags().length > 0}
        onSubmit={submit}
        onClose={onClose}
      >
        <Show when={isTagging}>
          <TagsInput
            label={t().tags}
            tags={tags()}
            known={facets.data?.tag.map(({ value }) => value) ?? []}
            onChange={(chosen) => {
              setProblem(null);
              setTags(chosen);
            }}
          />
        </Show>
        <Show when={answer}>
          {(name) => (
            <div class="flex flex-col gap-2">
              <p>
                <EnvironmentChip environment="production" />
              </p>
              <NameQuestion answer={name()} onAnswer={setRight} />
            </div>
          )}
        </Show>
      </FormDialog>
    </Show>
  );
}
