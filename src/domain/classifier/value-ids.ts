/** The twenty value categories of Touché23-ValueEval in the order of its label files: id here, name in the files. */
export const TOUCHE_VALUES = [
  { id: 'self-direction-thought', name: 'Self-direction: thought' },
  { id: 'self-direction-action', name: 'Self-direction: action' },
  { id: 'stimulation', name: 'Stimulation' },
  { id: 'hedonism', name: 'Hedonism' },
  { id: 'achievement', name: 'Achievement' },
  { id: 'power-dominance', name: 'Power: dominance' },
  { id: 'power-resources', name: 'Power: resources' },
  { id: 'face', name: 'Face' },
  { id: 'security-personal', name: 'Security: personal' },
  { id: 'security-societal', name: 'Security: societal' },
  { id: 'tradition', name: 'Tradition' },
  { id: 'conformity-rules', name: 'Conformity: rules' },
  { id: 'conformity-interpersonal', name: 'Conformity: interpersonal' },
  { id: 'humility', name: 'Humility' },
  { id: 'benevolence-caring', name: 'Benevolence: caring' },
  { id: 'benevolence-dependability', name: 'Benevolence: dependability' },
  { id: 'universalism-concern', name: 'Universalism: concern' },
  { id: 'universalism-nature', name: 'Universalism: nature' },
  { id: 'universalism-tolerance', name: 'Universalism: tolerance' },
  { id: 'universalism-objectivity', name: 'Universalism: objectivity' },
] as const;

export const TOUCHE_VALUE_IDS: readonly string[] = TOUCHE_VALUES.map((value) => value.id);
