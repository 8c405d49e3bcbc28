import type { Concept } from '../../domain/runs/attribution';
import { findValue } from '../../domain/values/find-value';
import type { Value, ValueSystem } from '../../domain/values/value-system';

/** A stretch of text in which a value shows. Half-open character range. */
export interface EvidenceMark {
  start: number;
  end: number;
  value: Value;
  stance: Concept['stance'];
  /** The concepts that these words stand for. */
  labels: readonly string[];
  /** Which underline from the text downwards: marks that overlap have different lanes. */
  lane: number;
}

/**
 * The quotes of concepts as marks in reading order. Quotes of one value and stance that overlap or touch become one mark;
 * quotes that reach beyond the text are cut to it, empty ones and those of unknown values are left out.
 */
export function evidenceMarks(
  text: string,
  concepts: readonly Concept[],
  system: ValueSystem,
): EvidenceMark[] {
  const merged: EvidenceMark[] = [];
  for (const found of quoted(text, concepts, system)) {
    const open = merged.findLast((mark) => mark.value.id === found.value.id && mark.stance === found.stance);
    if (open && found.start <= open.end) {
      open.end = Math.max(open.end, found.end);
      if (!open.labels.includes(found.labels[0])) open.labels = [...open.labels, found.labels[0]];
    } else {
      merged.push(found);
    }
  }
  const laneEnds: number[] = [];
  for (const mark of merged) {
    const free = laneEnds.findIndex((end) => end <= mark.start);
    mark.lane = free === -1 ? laneEnds.length : free;
    laneEnds[mark.lane] = mark.end;
  }
  return merged;
}

function quoted(text: string, concepts: readonly Concept[], system: ValueSystem): EvidenceMark[] {
  const marks: EvidenceMark[] = [];
  for (const concept of concepts) {
    const value = findValue(system, concept.valueId);
    if (!value || !concept.quote) continue;
    const start = Math.max(0, concept.quote.start);
    const end = Math.min(text.length, concept.quote.end);
    if (start < end)
      marks.push({ start, end, value, stance: concept.stance, labels: [concept.label], lane: 0 });
  }
  return marks.sort((one, other) => one.start - other.start || other.end - one.end);
}

/** A piece of text without a mark's beginning or end inside it. */
export interface Segment {
  start: number;
  text: string;
  /** The marks that cover the piece, widest first. */
  marks: readonly EvidenceMark[];
}

/**
 * Cuts [from, to) of a text where marks begin or end. The pieces joined are that stretch, to the character.
 * Worked: "abcdef" with marks 1..4 and 3..5 gives "a", "bc" (first), "d" (both), "e" (second), "f".
 */
export function segments(
  text: string,
  marks: readonly EvidenceMark[],
  from = 0,
  to: number = text.length,
): Segment[] {
  const inside = marks.filter((mark) => mark.start < to && mark.end > from);
  const cuts = new Set([from, to]);
  for (const mark of inside) {
    cuts.add(Math.max(from, mark.start));
    cuts.add(Math.min(to, mark.end));
  }
  const ordered = [...cuts].sort((one, other) => one - other);
  return ordered.slice(0, -1).map((start, at) => ({
    start,
    text: text.slice(start, ordered[at + 1]),
    marks: inside.filter((mark) => mark.start <= start && mark.end > start),
  }));
}
