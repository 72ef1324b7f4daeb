/** An image that was fetched: where it lies on this machine, and its SHA-256 in hexadecimal. */
export interface FetchedImage {
  path: string;
  sha256: string;
  bytes: number;
}

export interface WantedImage {
  url: string;
  /** What it must be; null where nobody has said. */
  sha256: string | null;
  /** `total` is null where its server does not say. */
  onProgress(bytes: number, total: number | null): void;
  signal: AbortSignal;
}

/** Why an image was not fetched. `isFinal`: asked again its server would answer the same. */
export class ImageFailure extends Error {
  readonly isFinal: boolean;

  constructor(message: string, isFinal: boolean) {
    super(message);
    this.name = 'ImageFailure';
    this.isFinal = isFinal;
  }
}

/** Fetches images under the egress policy, into files that stay until they are let go. Rejects with `ImageFailure`. */
export interface Images {
  fetch(wanted: WantedImage): Promise<FetchedImage>;
  /** Nobody needs this file any more. */
  release(image: FetchedImage): Promise<void>;
}
