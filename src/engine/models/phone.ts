/** What a browser says about the device it runs on. */
export interface DeviceFacts {
  /** `navigator.userAgentData.mobile`, where there is such a thing. */
  readonly mobile: boolean | undefined;
  readonly userAgent: string;
  /** Fingers that the screen tells apart. */
  readonly touchPoints: number;
}

/**
 * Whether this is a phone or a tablet: their browsers end a page that takes much memory. An iPad calls itself a Macintosh,
 * and is known by its touch screen.
 */
export function isPhone({ mobile, userAgent, touchPoints }: DeviceFacts): boolean {
  if (mobile === true) return true;
  if (/Android|iPhone|iPad|iPod/i.test(userAgent)) return true;
  return /Macintosh/.test(userAgent) && touchPoints > 1;
}
