/** From the address to the tree with its first rows and the overview beside it. */
export const OPEN_MS = 1_500;
/** From a letter to the frame that shows what it finds. */
export const FILTER_MS = 50;
/** Of the frames while the tree is scrolled. */
export const SCROLL_MS = 20;
