/** A file that tells how much of it was read; wllama itself says nothing while it loads. */
export class CountedBlob extends Blob {
  constructor(
    file: Blob,
    private readonly onRead: (bytes: number) => void,
  ) {
    // The bytes stay where they are: a Blob made of a Blob refers to it.
    super([file]);
  }

  override slice(start?: number, end?: number, type?: string): Blob {
    const part = super.slice(start, end, type);
    this.onRead(part.size);
    return part;
  }

  override stream(): ReadableStream<Uint8Array<ArrayBuffer>> {
    const count = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
      transform: (piece, controller) => {
        this.onRead(piece.byteLength);
        controller.enqueue(piece);
      },
    });
    return super.stream().pipeThrough(count);
  }
}
