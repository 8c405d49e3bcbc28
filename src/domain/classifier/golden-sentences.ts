/**
 * Sentences written for the tests of the attribution: three for each value, about everyday matters. They were used to set
 * the numbers in evidence-rule.ts and never to train the classifier.
 */
export const GOLDEN_SENTENCES: Readonly<Record<string, readonly [string, string, string]>> = {
  'self-direction-thought': [
    'Children learn more when they may follow their own curiosity and form their own ideas.',
    'I want her to think for herself and be creative instead of copying what she is told.',
    'Freedom of thought means that nobody else decides what I may believe.',
  ],
  'self-direction-action': [
    'It is her life, so she should be free to choose for herself.',
    'Adults have the right to make their own decisions about their own bodies.',
    'I would rather be independent than have somebody else control what I do.',
  ],
  stimulation: [
    'A year abroad would be an exciting adventure full of new experiences.',
    'Life gets boring without change, variety and a little risk.',
    'Trying something new and daring is a thrill that she would love.',
  ],
  hedonism: [
    'The two of them should simply enjoy the evening and have fun.',
    'Good food and a long holiday are among the great pleasures of life.',
    'It makes people happy to relax, play and have a good time.',
  ],
  achievement: [
    'With more training he could become successful and reach his goals.',
    'She has worked hard to build her skills and her career.',
    'Ambitious students should be able to show how capable they are.',
  ],
  'power-dominance': [
    'The manager needs the authority to give orders and be obeyed.',
    'Whoever controls this committee has power over everybody else.',
    'A strong leader must stay in command of the team.',
  ],
  'power-resources': [
    'The house would make the family wealthy.',
    'It costs too much money, and we need to make a profit.',
    'With a higher income they could buy property and build up wealth.',
  ],
  face: [
    'Her reputation would be ruined if the story became public.',
    'He would be humiliated in front of his colleagues.',
    'People would lose respect for him, and his public image would suffer.',
  ],
  'security-personal': [
    'The medicine could harm his health, and he needs to be safe.',
    'Driving at night without lights is dangerous and leads to injuries.',
    'The disease makes people ill, so their health has to be protected.',
  ],
  'security-societal': [
    'Crime would rise, and the whole country would be less safe.',
    'The police and the army protect the nation against terrorism.',
    'Without a stable government there would be chaos in our society.',
  ],
  tradition: [
    'Our family has kept this religious custom for generations.',
    'Marriage in church is a sacred tradition of our faith.',
    'The old customs of our ancestors and our culture should be preserved.',
  ],
  'conformity-rules': [
    'The rules of the school have to be followed by everyone.',
    'It is against the law, and people who break the law should be punished.',
    'Students must obey the regulations and do as they are told.',
  ],
  'conformity-interpersonal': [
    'It would be rude to upset her parents at dinner.',
    'One should be polite and avoid offending other people.',
    'He did not want to annoy his neighbours or hurt their feelings.',
  ],
  humility: [
    'I should be humble and admit that I am no better than anyone else.',
    'It is arrogant to think that we can play God.',
    'She accepts modestly what life has given her.',
  ],
  'benevolence-caring': [
    'My mother is ill and needs somebody in the family to care for her.',
    'It would help the children and ease the suffering of their parents.',
    'A loving home gives these kids the support that they need.',
  ],
  'benevolence-dependability': [
    'I gave my word, and my friends have to be able to rely on me.',
    'She has always been loyal to her friends and takes responsibility.',
    'A parent has a responsibility towards the children and must be trusted.',
  ],
  'universalism-concern': [
    'All people deserve equal rights, whatever their race or gender.',
    'It is unfair that the poor have no access to education.',
    'Discrimination against minorities is an injustice to everyone.',
  ],
  'universalism-nature': [
    'The factory pollutes the river and harms the environment.',
    'Wild animals and forests need protection from climate change.',
    'Burning coal destroys nature and kills animals.',
  ],
  'universalism-tolerance': [
    'We should listen to people of other religions and accept their different opinions.',
    'Tolerance means respecting people from different cultures.',
    'Both groups should understand each other and live together in harmony.',
  ],
  'universalism-objectivity': [
    'The evidence should be checked before anybody draws a conclusion.',
    'Science gives us facts, and a rational decision rests on facts.',
    'An unbiased study of the data would show what is true.',
  ],
};
