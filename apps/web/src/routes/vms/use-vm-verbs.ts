import type { Vm, VmAction } from '@portolan/contract';
import { useNavigate } from '@solidjs/router';
import { useMutation, useQueryClient } from '@tanstack/solid-query';
import { type Accessor, createSignal } from 'solid-js';
import { inTenant } from '../../lib/addresses.ts';
import { askWhy } from '../../lib/ask-why.ts';
import { api } from '../../lib/client.ts';
import { useCan } from '../../lib/session.tsx';
import { showFailure } from '../../lib/show-failure.ts';
import { showToast } from '../../lib/toasts.ts';
import { keepNews } from './keep-news.ts';
import { vmQueries } from './queries.ts';
import { t } from './texts.ts';
import { allows, NEEDS, powerVerbs, type VmVerb } from './vm-verbs.ts';

/** What is asked before it is done. */
export interface Asked {
  verb: 'stop' | 'rename' | 'delete';
  vm: Vm;
}

export interface VmVerbs {
  /** Does it, or asks first, or explains why the user may not. What the machine does not allow now is left. */
  run(verb: VmVerb, vm: Vm): void;
  /** Whether the machine allows it now, and the user may do it: what is shown. */
  offers(verb: VmVerb, vm: Vm): boolean;
  /** Whatever is next of its power: what runs is stopped, what does not is started. */
  power(vm: Vm): void;
  /** Answers whether it has begun. */
  act(vm: Vm, action: VmAction, word?: 'retry'): Promise<boolean>;
  asked: Accessor<Asked | null>;
  endAsking(): void;
}

/** What a row, its menu and its keys do, and the page of a machine as well. */
export function useVmVerbs(): VmVerbs {
  const can = useCan();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [asked, setAsked] = createSignal<Asked | null>(null);
  const change = useMutation(() => ({
    mutationFn: (input: { id: string; action: VmAction }) => api.vms.action.mutate(input),
  }));
  const act = async (vm: Vm, action: VmAction, word?: 'retry'): Promise<boolean> => {
    const { id, name } = vm;
    try {
      keepNews(queries, { type: 'changed', vm: await change.mutateAsync({ id, action }) });
    } catch (error) {
      showFailure(t().notBegun[word ?? action](name), error, () => act(vm, action, word));
      await queries.invalidateQueries({ queryKey: vmQueries.lists() });
      return false;
    }
    showToast({ tone: 'ok', title: t().begun[word ?? action](name) });
    return true;
  };
  const does: Record<VmVerb, (vm: Vm) => void> = {
    open: ({ id }) => navigate(inTenant(`/vms/${id}`)),
    start: (vm) => void act(vm, 'start'),
    retry: (vm) => void act(vm, 'start', 'retry'),
    stop: (vm) => setAsked({ verb: 'stop', vm }),
    restart: (vm) => void act(vm, 'restart'),
    rename: (vm) => setAsked({ verb: 'rename', vm }),
    delete: (vm) => setAsked({ verb: 'delete', vm }),
  };
  const may = (verb: VmVerb) => {
    const needed = NEEDS[verb];
    return !needed || can(needed);
  };
  const run = (verb: VmVerb, vm: Vm) => {
    if (!allows(vm, verb)) return;
    // As it is now: the row that it came from goes on changing.
    if (may(verb)) does[verb]({ ...vm });
    else askWhy(NEEDS[verb] ?? 'vm:read');
  };
  return {
    run,
    offers: (verb, vm) => allows(vm, verb) && may(verb),
    power(vm) {
      const [next] = powerVerbs(vm);
      if (next) run(next, vm);
    },
    act,
    asked,
    endAsking: () => setAsked(null),
  };
}
