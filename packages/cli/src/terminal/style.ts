const SGR = { bold: [1, 22], dim: [2, 22], red: [31, 39], green: [32, 39], yellow: [33, 39] } as const;
export type Style = keyof typeof SGR;

/** A text, or a text with a style that terminals show and files do not. */
export type Piece = string | { style: Style; text: string };

export const styled =
  (style: Style) =>
  (text: string): Piece => ({ style, text });
export const bold = styled('bold');
export const dim = styled('dim');
export const red = styled('red');
export const green = styled('green');
export const yellow = styled('yellow');

export const textOf = (piece: Piece): string => (typeof piece === 'string' ? piece : piece.text);
export const withText = (piece: Piece, text: string): Piece => (typeof piece === 'string' ? text : { ...piece, text });

/** What is written: the style of a piece goes where colour is wanted. */
export function paint(piece: Piece, hasColour: boolean): string {
  if (typeof piece === 'string' || !hasColour) return textOf(piece);
  const [on, off] = SGR[piece.style];
  return `\u001b[${on}m${piece.text}\u001b[${off}m`;
}
