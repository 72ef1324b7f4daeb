import type { AuditFacets } from '@portolan/contract';
import type { Texts } from '../../lib/locale.ts';
import { actOf } from './acts.ts';
import { actTexts, t } from './texts.ts';

type Area = keyof Texts['audit']['areas'];

export interface Choice {
  value: string;
  label: string;
  count: number;
}

export interface ActionGroup {
  label: string;
  choices: Choice[];
}

/** What can be asked for: in each area that has events all of it, and its actions, each with how many there are. */
export function actionGroups(facets: AuditFacets['actions']): ActionGroup[] {
  const areas = [...Object.entries(t().areas), ['', t().otherAreas] as const].map(([area, label]) => {
    const of = facets.filter(({ action }) => areaOf(action) === area);
    const choices = of.map(({ action, count }) => ({ value: action, label: actionLabel(action), count }));
    const total = of.reduce((sum, { count }) => sum + count, 0);
    if (area !== '' && choices.length > 0)
      choices.unshift({ value: `${area}:`, label: t().allOf(label), count: total });
    return { label, choices };
  });
  return areas.filter(({ choices }) => choices.length > 0);
}

/** "test a connection"; what has no words keeps its name. */
export function actionLabel(action: string): string {
  const area = areaOf(action);
  if (area !== '' && action === `${area}:`) return t().allOf(t().areas[area]);
  const { isKnown, words, of } = actOf(action);
  if (!isKnown) return action;
  const object = of ? actTexts().objects[of] : actTexts().something;
  return actTexts().choice(words.to).replace('{object}', object.unknown).replace('{ofObject}', object.ofUnknown);
}

function areaOf(action: string): Area | '' {
  const area = /^(\w+):/.exec(action)?.[1] ?? '';
  return Object.hasOwn(t().areas, area) ? (area as Area) : '';
}
