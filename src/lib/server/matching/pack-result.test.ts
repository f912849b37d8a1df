import { expect, it } from 'vitest';
import type { MatchingResult } from './matching-messages.ts';
import { packResult, unpackResult } from './pack-result.ts';

it('gives back what was packed, with short, long and empty lists', () => {
  const result: Pick<MatchingResult, 'lists' | 'full'> = {
    lists: [
      [
        { coach: 0, why: 'fit' },
        { coach: 7, why: 'fit' },
        { coach: 0, why: 'different' }
      ],
      [],
      [{ coach: 3, why: 'different' }]
    ],
    full: [[], [4, 0], [2]]
  };
  const { lists, full } = unpackResult(structuredClone(packResult({ ...result, shortages: [], assignment: {} as never }))); // as: not looked at
  expect({ lists, full }).toEqual(result);
});
