import { createSignal } from 'solid-js';
import { Field } from '../../../components/ui/field.tsx';
import { TextInput } from '../../../components/ui/text-input.tsx';

interface NameQuestionProps {
  /** What has to be typed. */
  answer: string;
  /** Whether what is typed so far is that. */
  onAnswer(isRight: boolean): void;
  ref?: (input: HTMLInputElement) => void;
}

/** Asks for the name of what is too important to be changed by a slip of the hand. */
export function NameQuestion(props: NameQuestionProps) {
  const [typed, setTyped] = createSignal('');
  const isRight = () => typed().trim() === props.answer.trim();
  return (
    <Field label={`Type “${props.answer}” to confirm`}>
      {(control) => (
        <TextInput
          {...control}
          ref={(input) => props.ref?.(input)}
          name="confirmation"
          mono
          onInput={(event) => {
            setTyped(event.currentTarget.value);
            props.onAnswer(isRight());
          }}
        />
      )}
    </Field>
  );
}
