import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ownQuestion } from './own-question';
import { QUESTION_TEXT_MAX } from './question-limits';
import { questionSchema } from './question';

const optionsOf = (text: string, labels?: string[]) => {
  const question = ownQuestion(
    'own',
    text,
    (labels ?? []).map((label) => ({ label })),
  );
  if (!question.ok) throw new Error(question.error);
  return question.value.options.map(({ label, clause }) => ({ label, clause }));
};

describe('ownQuestion', () => {
  it('reads both sides of an or-question', () => {
    expect(optionsOf('Should I move home or stay in the city?')).toEqual([
      { label: 'Move home', clause: 'move home' },
      { label: 'Stay in the city', clause: 'stay in the city' },
    ]);
  });

  it('offers yes and no to a yes-or-no question', () => {
    expect(optionsOf('My friend lied to me. Should I forgive her?')).toEqual([
      { label: 'Yes', clause: 'say yes' },
      { label: 'No', clause: 'say no' },
    ]);
  });

  it('offers nothing where there is nothing to choose between', () => {
    expect(optionsOf('What makes a good life?')).toEqual([]);
  });

  it('takes the options that a person gives', () => {
    expect(optionsOf('The bike or the car?', ['Take the bike.', 'The car'])).toEqual([
      { label: 'Take the bike.', clause: 'take the bike' },
      { label: 'The car', clause: 'choose “The car”' },
    ]);
  });

  it('keeps what an option serves and strains', () => {
    const question = ownQuestion('own', 'Which?', [
      { label: 'Stay', serves: ['security'], strains: ['stimulation'] },
    ]);
    expect(question).toMatchObject({
      value: {
        options: [
          {
            considerations: [
              { valueId: 'security', effect: 'serves' },
              { valueId: 'stimulation', effect: 'strains' },
            ],
          },
        ],
      },
    });
  });

  it('refuses an empty and an over-long question with a sentence that says what to do', () => {
    expect(ownQuestion('own', ' \n ')).toMatchObject({
      ok: false,
      error: expect.stringContaining('type one'),
    });
    const long = ownQuestion('own', 'x'.repeat(100_000));
    expect(long).toMatchObject({ ok: false, error: expect.stringContaining('100,000 characters') });
    expect(long).toMatchObject({
      ok: false,
      error: expect.stringContaining(QUESTION_TEXT_MAX.toLocaleString('en')),
    });
  });

  it('keeps markup as the text it is', () => {
    const question = ownQuestion('own', '<script>alert(1)</script> Should I click?');
    expect(question).toMatchObject({
      ok: true,
      value: { text: '<script>alert(1)</script> Should I click?' },
    });
  });

  it('drops control characters and direction overrides, and keeps line breaks', () => {
    expect(ownQuestion('own', 'Should\u0000 I\u202E go?\nNow?')).toMatchObject({
      value: { text: 'Should I go?\nNow?' },
    });
  });

  it('gives a valid question or a reason for any input', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 500 }),
        fc.array(fc.string({ maxLength: 40 }), { maxLength: 8 }),
        (text, labels) => {
          const question = ownQuestion(
            'own',
            text,
            labels.map((label) => ({ label })),
          );
          if (question.ok) expect(questionSchema.safeParse(question.value).success).toBe(true);
          else expect(question.error).not.toBe('');
        },
      ),
    );
  });
});
