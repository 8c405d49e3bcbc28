/** Above these a graph is refused with a sentence instead of freezing the page. */
export const MAX_NODES = 2_000;
export const MAX_EDGES = 10_000;
/** Of a node's id and label. */
export const MAX_NAME_LENGTH = 200;
export const MAX_NOTE_LENGTH = 2_000;
