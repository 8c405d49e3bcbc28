/** Paths on a 16 × 16 grid, drawn with a stroke of 1.75 and round ends. */
export const ICONS = {
  close: 'M4 4l8 8M12 4l-8 8',
  down: 'M4 6l4 4 4-4',
  right: 'M6 4l4 4-4 4',
  left: 'M10 4L6 8l4 4',
  check: 'M3 8.5l3.5 3.5L13 4.5',
  alert: 'M8 2.5v7M8 13v.01',
  info: 'M8 7.5v5M8 3.5v.01',
  plus: 'M8 3v10M3 8h10',
  undo: 'M3 6.5h6.5a3.5 3.5 0 010 7H6M3 6.5L6 3.5M3 6.5l3 3',
  download: 'M8 2.5v8M4.5 7.5L8 11l3.5-3.5M3 13.5h10',
  upload: 'M8 11V3M4.5 6L8 2.5 11.5 6M3 13.5h10',
  trash: 'M3 4.5h10M6.5 4.5v-2h3v2M4.5 4.5l.5 9h6l.5-9',
  copy: 'M6 6h7.5v7.5H6zM3.5 10H2.5V2.5H10v1',
  pencil: 'M3 13l.6-2.8L10.8 3l2.2 2.2-7.2 7.2z',
  dice: 'M3 3h10v10H3zM6 6v.01M10 10v.01M10 6v.01M6 10v.01',
  sun: 'M8 5.2a2.8 2.8 0 110 5.6 2.8 2.8 0 010-5.6M8 1.5v1.2M8 13.3v1.2M1.5 8h1.2M13.3 8h1.2M3.4 3.4l.9.9M11.7 11.7l.9.9M3.4 12.6l.9-.9M11.7 4.3l.9-.9',
  moon: 'M13 9.5A5.5 5.5 0 116.5 3a4.5 4.5 0 006.5 6.5z',
  projector: 'M2.5 3.5h11v7h-11zM8 10.5v3M5.5 13.5h5',
} as const;

export type IconName = keyof typeof ICONS;
