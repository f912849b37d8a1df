import { expect, test } from 'vitest';
import { parseAction, parseGoal, parseReview } from './parse-goal.ts';

test('a goal is a line, with an if-then plan or without', () => {
  expect(parseGoal({ goal: ' Durven bellen ', ifThen: '' })).toEqual({ goal: { text: 'Durven bellen', ifThen: null } });
  expect(parseGoal({ goal: '', ifThen: 'x'.repeat(301) })).toEqual({ problems: { goal: 'missing', ifThen: 'long' } });
});

test('a review needs one of the four outcomes, and no context (C35)', () => {
  expect(parseReview({ outcome: 'let-go', context: ' ', changed: 'iets' })).toEqual({
    review: { outcome: 'let-go', context: null, changed: null }
  });
  expect(parseReview({ outcome: 'failed' })).toEqual({ problems: { outcome: 'choose' } });
});

test('a changed goal needs its new words', () => {
  expect(parseReview({ outcome: 'changed', changed: 'Eén keer bellen' })).toEqual({
    review: { outcome: 'changed', context: null, changed: 'Eén keer bellen' }
  });
  expect(parseReview({ outcome: 'changed' })).toEqual({ problems: { changed: 'missing' } });
});

test('an action is of the coach or of the coachee (C36), with a day or without', () => {
  expect(parseAction({ action: 'Noor bellen', owner: 'coach', dueOn: '2026-12-01' })).toEqual({
    action: { text: 'Noor bellen', owner: 'coach', dueOn: '2026-12-01' }
  });
  expect(parseAction({ action: 'Noor bellen', owner: 'coachee', dueOn: '' })).toEqual({
    action: { text: 'Noor bellen', owner: 'coachee', dueOn: null }
  });
  expect(parseAction({ action: '', owner: 'x', dueOn: '2026-02-30' })).toEqual({
    problems: { action: 'missing', owner: 'choose', dueOn: 'unreadable' }
  });
});
