import { type Accessor, createMemo } from 'solid-js';
import { grown, type Rect } from '../layout/geometry.ts';

/**
 * The part of the picture that is drawn: what is in sight and half a window around it. It stays until what is in sight
 * leaves it, so that most moves draw nothing.
 */
export function useSeenPart(window: Accessor<Rect>): Accessor<Rect> {
  return createMemo<Rect>((before) => {
    const now = window();
    const isFine = before && holds(before, now) && before.width < now.width * 4;
    return isFine ? before : grown(now, Math.max(now.width, now.height) / 2);
  });
}

function holds(outer: Rect, inner: Rect): boolean {
  return (
    outer.x <= inner.x &&
    outer.y <= inner.y &&
    outer.x + outer.width >= inner.x + inner.width &&
    outer.y + outer.height >= inner.y + inner.height
  );
}
