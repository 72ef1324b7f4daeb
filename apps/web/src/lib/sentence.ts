/** With the full stop that it lacks: what servers and schemas say of a fault has none. */
export function sentence(text: string): string {
  return text === '' || /[.!?…:]["”’)]?$/.test(text) ? text : `${text}.`;
}
