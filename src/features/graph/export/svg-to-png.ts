/** Pixels of the picture for one of the drawing, so that it is sharp on paper and on dense screens. */
const SCALE = 2;
/** Some browsers draw no canvas above this many pixels. */
const PIXELS_AT_MOST = 16_000_000;

/** How many pixels a drawing of this size gets, each way. Worked: 600 × 500 gives 1200 × 1000. */
export function pngSize(width: number, height: number): { width: number; height: number } {
  const scale = Math.min(SCALE, Math.sqrt(PIXELS_AT_MOST / (width * height)));
  return { width: Math.round(width * scale), height: Math.round(height * scale) };
}

/** An SVG text as a PNG. It is drawn in the page: nothing leaves the device. Rejects where the browser can't draw it. */
export async function svgToPng(svg: string): Promise<Blob> {
  const url = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const size = pngSize(image.naturalWidth, image.naturalHeight);
    const canvas = document.createElement('canvas');
    Object.assign(canvas, size);
    const context = canvas.getContext('2d');
    if (!context) throw new Error('no canvas');
    context.drawImage(image, 0, 0, size.width, size.height);
    return await new Promise((resolve, reject) => {
      canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('no picture'))), 'image/png');
    });
  } finally {
    URL.revokeObjectURL(url);
  }
}
