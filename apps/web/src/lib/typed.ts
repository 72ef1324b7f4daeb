/** What a person has typed or chosen, kept over a reload: what it takes to find each field again. */
export interface TypedField {
  /** The label of the form or dialog around it. */
  form: string;
  /** Its own name or label. */
  field: string;
  value: string;
  checked?: boolean;
}

export type TypableField = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

export const TYPED_KEY = 'portolan.typed';
const touched = new Set<EventTarget>();
addEventListener('input', ({ target }) => target && touched.add(target), { capture: true, passive: true });

/** The fields on the page that somebody has typed into, in the order of it. */
function typedFields(): TypableField[] {
  return ([...touched] as TypableField[]).filter((field) => field.isConnected);
}

export const hasTyped = (): boolean => typedFields().length > 0;

export function formLabelOf(field: Element): string {
  return field.closest('form,[role=dialog]')?.getAttribute('aria-label') ?? '';
}

export function labelOf(field: TypableField): string {
  return field.name || (field.getAttribute('aria-label') ?? field.labels?.[0]?.textContent ?? '');
}

/** Reloads the page; what was typed is filled in again afterwards, secrets excepted: no storage ever sees them. */
export function reloadPage(): void {
  const kept = typedFields()
    .filter((field) => !('secret' in field.dataset) && field.type !== 'password' && field.type !== 'file')
    .map((field): TypedField => {
      const isBox = field.type === 'checkbox' || field.type === 'radio';
      return {
        form: formLabelOf(field),
        field: labelOf(field),
        value: field.value,
        ...(isBox && { checked: (field as HTMLInputElement).checked }),
      };
    });
  try {
    if (kept.length > 0) sessionStorage.setItem(TYPED_KEY, JSON.stringify({ path: location.pathname, kept }));
  } catch {
    // Storage may be switched off.
  }
  location.reload();
}
