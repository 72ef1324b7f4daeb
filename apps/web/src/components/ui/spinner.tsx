import LoaderIcon from '~icons/lucide/loader-circle';

export function Spinner() {
  return <LoaderIcon class="anim-spin size-3.5 shrink-0" aria-hidden="true" />;
}
