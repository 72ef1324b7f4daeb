/** The pieces of a body that a separator ends, as they arrive; leaving the iteration leaves the answer. */
export async function* readPieces(response: Response, separator: string): AsyncGenerator<string, void> {
  let rest = '';
  for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    const pieces = (rest + chunk).split(separator);
    rest = pieces.pop() ?? '';
    for (const piece of pieces) if (piece.trim() !== '') yield piece;
  }
  if (rest.trim() !== '') yield rest;
}
