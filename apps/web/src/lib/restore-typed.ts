import { formLabelOf, labelOf, type TypableField, type TypedField } from './typed.ts';

const FIELDS = 'input:not([data-secret],[type=password],[type=file]),textarea:not([data-secret]),select';

/** Fills in what was typed before a reload, each field as soon as it is there: some appear only after others. */
export function restoreTyped(text: string): void {
  const { path, kept } = JSON.parse(text) as { path: string; kept: TypedField[] };
  let missing = kept;
  const fill = () => {
    if (location.pathname !== path) missing = [];
    missing = missing.filter((typed) => !fillOne(typed));
    if (missing.length === 0) observer.disconnect();
  };
  const observer = new MutationObserver(fill);
  observer.observe(document, { childList: true, subtree: true });
  fill();
}

function fillOne(typed: TypedField): boolean {
  const isIt = (field: TypableField) =>
    labelOf(field) === typed.field &&
    formLabelOf(field) === typed.form &&
    (field.type !== 'radio' || field.value === typed.value);
  const field = [...document.querySelectorAll<TypableField>(FIELDS)].find(isIt);
  if (!field || field.disabled) return false;
  if (typed.checked === undefined) {
    field.value = typed.value;
    // As if it were typed: the page's own handlers take it from there.
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    field.dispatchEvent(new Event('change', { bubbles: true }));
  } else if ((field as HTMLInputElement).checked !== typed.checked) field.click();
  return true;
}
