import type { JSX, ParentProps } from 'solid-js';

/** Name and purpose of a page, with its main actions at the right. */
export function PageHead(props: ParentProps<{ title: string; text: JSX.Element }>) {
  return (
    <div class="flex flex-wrap items-start gap-3">
      <div class="min-w-0 flex-1 basis-48">
        <h1 class="font-semibold text-lg tracking-tight">{props.title}</h1>
        <p class="text-fg-3">{props.text}</p>
      </div>
      {props.children}
    </div>
  );
}

/** The frame that every page of the shell stands in. */
export function PageBody(props: ParentProps) {
  return <div class="mx-auto max-w-[90rem] px-4 py-5 md:px-6">{props.children}</div>;
}
