/** Most characters of a question's text. */
export const QUESTION_TEXT_MAX = 4000;

/** The themes of the question library. */
export const THEMES = ['work', 'family', 'health', 'technology', 'public-policy', 'school'] as const;
