import fc from 'fast-check';
import { expect, it } from 'vitest';
import { forEachLeg } from '#lib/domain/support/support-type.ts';
import { averageProfile, mayShowCoachOverview, type CoachRound } from './coach-overview.ts';

const round = (coacheeId: string, facts: Partial<CoachRound> = {}): CoachRound => ({
  coacheeId,
  isReleased: true,
  itemsShown: false,
  received: forEachLeg(() => 3),
  ...facts
});
const four = ['a', 'b', 'c', 'd'].map((id) => round(id));

it('shows an overview from five coachees, not before', () => {
  expect(mayShowCoachOverview(four)).toEqual({ mayShow: false, missing: 1 });
  expect(mayShowCoachOverview([...four, round('e')])).toEqual({ mayShow: true, coachees: 5 });
  expect(mayShowCoachOverview([])).toEqual({ mayShow: false, missing: 5 });
});

it('counts coachees, not rounds', () => {
  expect(mayShowCoachOverview([...four, round('d'), round('d')])).toEqual({ mayShow: false, missing: 1 });
});

it('does not count what is not released', () => {
  expect(mayShowCoachOverview([...four, round('e', { isReleased: false })])).toEqual({ mayShow: false, missing: 1 });
});

it('does not count a coachee whose answers the coach once saw item by item, in whichever round', () => {
  expect(mayShowCoachOverview([...four, round('e', { itemsShown: true })])).toEqual({ mayShow: false, missing: 1 });
  expect(mayShowCoachOverview([...four, round('e', { itemsShown: true }), round('e')])).toEqual({ mayShow: false, missing: 1 });
});

it('averages each leg over the coachees, each with the latest round, rounded to a tenth', () => {
  const latest = round('d', { received: { 'socio-emotional': 5, network: 4, autonomy: 3, career: 2.3 } });
  const profile = averageProfile([...four, round('e', { received: forEachLeg(() => 4) }), latest]);
  expect(profile).toEqual({ 'socio-emotional': 3.6, network: 3.4, autonomy: 3.2, career: 3.1 });
});

it('averages no leg that fewer than five coachees have a score for: null, not 0 (C1)', () => {
  const received = { 'socio-emotional': 3, network: 3, autonomy: 3, career: null };
  expect(averageProfile([...four, round('e', { received })])?.career).toBeNull();
});

it('gives no average below the threshold', () => {
  expect(averageProfile(four)).toBeNull();
});

it('never averages over fewer than five coachees, whatever the rounds', () => {
  const anyRound = fc.record({
    coacheeId: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g'),
    isReleased: fc.boolean(),
    itemsShown: fc.boolean(),
    received: fc.constant(forEachLeg(() => 3))
  });
  fc.assert(
    fc.property(fc.array(anyRound, { maxLength: 25 }), (rounds) => {
      const seen = new Set(rounds.filter((one) => one.itemsShown).map((one) => one.coacheeId));
      const hidden = new Set(rounds.filter((one) => one.isReleased && !seen.has(one.coacheeId)).map((one) => one.coacheeId));
      expect(averageProfile(rounds) !== null).toBe(hidden.size >= 5);
    })
  );
});
