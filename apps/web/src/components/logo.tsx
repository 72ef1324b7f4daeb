/** The mark: a compass rose, as on the sea charts that the product is named after. */
export function Logo(props: { class?: string }) {
  return (
    <svg viewBox="0 0 32 32" class={props.class} aria-hidden="true">
      <rect width="32" height="32" rx="8" fill="#4246cc" />
      <g fill="none" stroke="#fff" stroke-opacity=".45">
        <circle cx="16" cy="16" r="7" />
        <path d="m9 9 14 14M23 9 9 23" />
      </g>
      <path fill="#fff" d="m16 4.5 2.4 9.1 9.1 2.4-9.1 2.4L16 27.5l-2.4-9.1L4.5 16l9.1-2.4z" />
      <path fill="#4246cc" fill-opacity=".55" d="M16 4.5V16h-2.4zM27.5 16H16v-2.4zM16 27.5V16h2.4zM4.5 16H16v2.4z" />
    </svg>
  );
}
