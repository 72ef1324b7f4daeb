import { createEffect } from 'solid-js';
import { TextField } from '../../../components/text-field.tsx';
import { createForm } from '../../../lib/form.ts';
import { t } from './production-texts.ts';

interface NameQuestionProps {
  /** What has to be typed. */
  answer: string;
  /** Whether what is typed so far is that. */
  onAnswer(isRight: boolean): void;
}

/** Asks for the name of what is too important to be changed by a slip of the hand. */
export function NameQuestion(props: NameQuestionProps) {
  const form = createForm({ confirmation: '' }, () => ({}));
  createEffect(() => props.onAnswer(form.values.confirmation.trim() === props.answer.trim()));
  return <TextField form={form} name="confirmation" label={t().type(props.answer)} mono />;
}
