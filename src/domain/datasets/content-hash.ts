/** FNV-1a over UTF-16 code units, with two starting points: 64 bits, enough to tell datasets apart, not a signature. */
export class ContentHash {
  #low = 0x811c9dc5;
  #high = 0x9dc5811c;

  add(text: string): void {
    let low = this.#low;
    let high = this.#high;
    for (let index = 0; index < text.length; index += 1) {
      const unit = text.charCodeAt(index);
      low = Math.imul(low ^ unit, 0x01000193);
      high = Math.imul(high ^ unit, 0x01000193) ^ (low >>> 15);
    }
    // A unit that no text has ends each part, so that "ab" + "c" differs from "a" + "bc".
    this.#low = Math.imul(low ^ 0x10000, 0x01000193);
    this.#high = Math.imul(high ^ 0x10000, 0x01000193);
  }

  /** Sixteen hexadecimal digits. */
  digest(): string {
    return [this.#high, this.#low].map((part) => (part >>> 0).toString(16).padStart(8, '0')).join('');
  }
}
