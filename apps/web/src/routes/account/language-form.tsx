import type { SetPreferencesInput } from '@portolan/contract';
import { LANGUAGES, TIME_FORMS } from '@portolan/contract/preferences';
import { useQueryClient } from '@tanstack/solid-query';
import { For, Show } from 'solid-js';
import { Field } from '../../components/ui/field.tsx';
import { Select } from '../../components/ui/select.tsx';
import { language } from '../../lib/locale.ts';
import { preferencesQuery, savePreferences } from '../../lib/preferences.ts';
import { useLiveQuery } from '../../lib/query.ts';
import { showFailure } from '../../lib/show-failure.ts';
import { browserLanguage } from '../../lib/speak.ts';
import { t } from './texts.ts';

const OF_BROWSER = '';
/** Each in its own words, so that whoever is lost in another finds it. */
const NAMES = { en: 'English', de: 'Deutsch' };

/** How the page speaks, and how it tells times: chosen at once, kept on the server. */
export function LanguageForm() {
  const queries = useQueryClient();
  const chosen = useLiveQuery(() => preferencesQuery());
  const choose = async (change: SetPreferencesInput): Promise<void> => {
    try {
      queries.setQueryData(preferencesQuery().queryKey, await savePreferences(change));
    } catch (error) {
      showFailure(t().notKept, error, () => choose(change));
    }
  };
  return (
    <section aria-labelledby="language-title">
      <h2 id="language-title" class="font-semibold tracking-tight">
        {t().language}
      </h2>
      <p class="text-fg-3">{t().languageText}</p>
      <Show
        when={chosen.data}
        fallback={<div class="skeleton mt-3 h-40 max-w-sm rounded-lg" role="status" aria-label={t().loading} />}
      >
        {(now) => (
          <div class="mt-3 grid max-w-sm gap-3">
            <Field label={t().languageLabel}>
              {(control) => (
                <Select
                  {...control}
                  onChange={(event) =>
                    void choose({ language: LANGUAGES.find((one) => one === event.currentTarget.value) ?? null })
                  }
                >
                  <option value={OF_BROWSER} selected={now().language === null}>
                    {t().ofBrowser(NAMES[browserLanguage()])}
                  </option>
                  <For each={LANGUAGES}>
                    {(one) => (
                      <option value={one} lang={one} selected={now().language === one}>
                        {NAMES[one]}
                      </option>
                    )}
                  </For>
                </Select>
              )}
            </Field>
            <Field label={t().timeZone}>
              {(control) => (
                <Select {...control} onChange={(event) => void choose({ timeZone: event.currentTarget.value || null })}>
                  <option value={OF_BROWSER} selected={now().timeZone === null}>
                    {t().ofBrowser(zoneOfBrowser())}
                  </option>
                  <For each={Intl.supportedValuesOf('timeZone')}>
                    {(zone) => (
                      <option value={zone} selected={now().timeZone === zone}>
                        {zone.replaceAll('_', ' ')}
                      </option>
                    )}
                  </For>
                </Select>
              )}
            </Field>
            <Field label={t().times}>
              {(control) => (
                <Select
                  {...control}
                  onChange={(event) => {
                    const times = TIME_FORMS.find((one) => one === event.currentTarget.value);
                    if (times) void choose({ times });
                  }}
                >
                  <For each={TIME_FORMS}>
                    {(one) => (
                      <option value={one} selected={now().times === one} lang={language()}>
                        {t()[one]}
                      </option>
                    )}
                  </For>
                </Select>
              )}
            </Field>
          </div>
        )}
      </Show>
    </section>
  );
}

const zoneOfBrowser = () => new Intl.DateTimeFormat().resolvedOptions().timeZone.replaceAll('_', ' ');
