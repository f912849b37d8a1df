import { expect, it } from 'vitest';
import { longestProposal, parseOfferAnswer } from './parse-offer-answer.ts';

it('reads one of the ways, something else, and rather not now without a reason (C21)', () => {
  expect(parseOfferAnswer({ choice: '2', other: '' }, 3)).toEqual({ answer: { kind: 'chosen', way: 2 } });
  expect(parseOfferAnswer({ choice: 'other', other: ' In het park ' }, 3)).toEqual({ answer: { kind: 'other', text: 'In het park' } });
  expect(parseOfferAnswer({ choice: 'later', other: 'nee' }, 3)).toEqual({ answer: { kind: 'later' } });
});

it('takes words alone for a proposal: who writes need not also tick', () => {
  expect(parseOfferAnswer({ choice: undefined, other: 'In het park' }, 3)).toEqual({ answer: { kind: 'other', text: 'In het park' } });
});

it('chooses nothing for somebody who chose nothing (C21)', () => {
  for (const choice of [undefined, '', '3', '-1', '01', ' 1', {}]) {
    expect(parseOfferAnswer({ choice, other: '' }, 3)).toEqual({ problem: 'unchosen' });
  }
});

it('says what is wrong with a proposal', () => {
  expect(parseOfferAnswer({ choice: 'other', other: ' ' }, 3)).toEqual({ problem: 'missing' });
  expect(parseOfferAnswer({ choice: undefined, other: 'x'.repeat(longestProposal + 1) }, 3)).toEqual({ problem: 'long' });
});
