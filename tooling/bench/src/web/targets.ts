/** From the address to the tree with its first rows and the overview beside it. */
export const OPEN_MS = 1_500;
/** From a letter to the frame that shows what it finds. */
export const FILTER_MS = 50;
/** Of the frames while the tree is scrolled. */
export const SCROLL_MS = 20;
/** From what is typed into the palette to the tables and columns that the server finds. */
export const FIND_MS = 50;
