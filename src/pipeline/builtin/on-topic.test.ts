import { describe, expect, it } from 'vitest';
import type { Question } from '../../domain/questions/question';
import { sharedStems, stems, topicOf } from './on-topic';

const question: Question = {
  kind: 'question',
  version: 1,
  id: 'q',
  theme: 'own',
  text: 'Do I take the car keys?',
  options: [
    {
      id: 'A',
      label: 'Take them',
      clause: 'take them',
      considerations: [
        { valueId: 'security-personal', effect: 'serves', text: 'She could injure herself badly.' },
      ],
    },
  ],
};

describe('what a question is about', () => {
  it('takes content words by their stems, and leaves common words out', () => {
    expect([...stems('People should protect her health, never risk it.')]).toEqual(['prote', 'healt']);
  });

  it('reads the question, its options and what is said of them', () => {
    expect(topicOf(question).has('injur')).toBe(true);
  });

  it('finds a reason that shares words with the question nearer than one that does not', () => {
    const topic = topicOf(question);
    expect(sharedStems('An injury is quickly suffered.', topic)).toBe(1);
    expect(sharedStems('Freedom from debt lets people sleep.', topic)).toBe(0);
  });
});
