/** Lowest and highest priority: 1 = not important at all, 5 = very important (COUPLE, section on value objectives). */
export const PRIORITY_MIN = 1;
export const PRIORITY_MAX = 5;
