/** The files of one build, as the service worker keeps them. Names are relative to the folder of the page. */
export interface OfflineFiles {
  /** Differs between two builds that differ in any file. */
  readonly version: string;
  /** Kept when the service worker is installed: with them the app opens and runs without a network. */
  readonly atOnce: readonly string[];
  /** Kept when they are first used: the engines, which nobody should have to download to look at the app. */
  readonly onUse: readonly string[];
}
