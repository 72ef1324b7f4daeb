import { createEffect } from 'solid-js';
import { createForm } from '../lib/form.ts';
import { localized } from '../lib/locale.ts';
import { nameQuestion } from '../locales/en.ts?nameQuestion';
import { TextField } from './text-field.tsx';

const t = localized('nameQuestion', nameQuestion);

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
