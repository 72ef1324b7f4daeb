import type { JSX } from 'solid-js';

/** A sentence with gaps, written `{name}`, filled with more than text: "{email} is invited as {role}." */
export function Filled(props: { text: string; gaps: Record<string, JSX.Element> }) {
  const parts = () => {
    // Read once: each reading makes the elements anew.
    const { gaps } = props;
    return props.text.split(/\{(\w+)\}/).map((part, index) => (index % 2 === 1 ? gaps[part] : part));
  };
  return <>{parts()}</>;
}
