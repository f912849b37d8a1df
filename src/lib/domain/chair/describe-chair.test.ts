import fc from 'fast-check';
import { expect, it } from 'vitest';
import { forEachLeg, supportTypes } from '#lib/domain/support/support-type.ts';
import type { ChairLegs, LegValues } from './chair-legs.ts';
import { describeChair, type Finding } from './describe-chair.ts';

const nothing: LegValues = { offered: null, received: null, needed: null, wish: null };
const chairOf = (legs: Partial<ChairLegs>): ChairLegs => forEachLeg((leg) => legs[leg] ?? nothing);
const ofKind = (chair: ChairLegs, kind: Finding['kind']) => describeChair(chair).filter((finding) => finding.kind === kind);

const score = fc.option(fc.double({ min: 1, max: 5, noNaN: true }));
const leg = fc.record({ offered: score, received: score, needed: score, wish: fc.constantFrom('less', 'same', 'more', null) });
const anyChair: fc.Arbitrary<ChairLegs> = fc.record({ 'socio-emotional': leg, network: leg, autonomy: leg, career: leg });

it('begins with the foundation when the socio-emotional leg is weak (C2)', () => {
  const chair = chairOf({ 'socio-emotional': { ...nothing, received: 2.4, needed: 1 }, network: { ...nothing, received: 1, needed: 5 } });
  expect(describeChair(chair)[0]).toEqual({ kind: 'foundation', received: 2.4 });
});

it('says of each leg how need and experience relate, in the order of attention (C3)', () => {
  const chair = chairOf({
    network: { offered: null, received: 2, needed: 3, wish: null },
    career: { offered: null, received: 3, needed: 5, wish: 'same' },
    autonomy: { offered: null, received: 4, needed: 2, wish: 'less' }
  });
  expect(ofKind(chair, 'leg')).toEqual([
    { kind: 'leg', leg: 'network', direction: 'too-little', size: 'clear-difference', needed: 3, received: 2, source: 'gap' },
    { kind: 'leg', leg: 'career', direction: 'about-right', size: null, needed: 5, received: 3, source: 'wish' },
    { kind: 'leg', leg: 'autonomy', direction: 'more-than-wanted', size: 'clear-difference', needed: 2, received: 4, source: 'gap' }
  ]);
});

it('names a missing leg, and never an unmeasured one', () => {
  const chair = chairOf({ network: { ...nothing, received: 1.5 }, career: { ...nothing, needed: 5 } });
  expect(ofKind(chair, 'missing-leg')).toEqual([{ kind: 'missing-leg', leg: 'network', received: 1.5 }]);
});

it('says how both see a leg, only where both are measured', () => {
  const chair = chairOf({ network: { ...nothing, offered: 4, received: 3 }, career: { ...nothing, offered: 4 } });
  expect(ofKind(chair, 'perception')).toEqual([
    { kind: 'perception', leg: 'network', band: 'clear-difference', direction: 'coach-higher' }
  ]);
});

it('says which numbers are not measured (C1)', () => {
  const chair = chairOf({
    career: { offered: 3, received: null, needed: 2, wish: null },
    network: { offered: 3, received: 3, needed: 3, wish: null }
  });
  expect(ofKind(chair, 'not-measured')).toEqual([
    { kind: 'not-measured', leg: 'socio-emotional', what: ['offered', 'received', 'needed'] },
    { kind: 'not-measured', leg: 'autonomy', what: ['offered', 'received', 'needed'] },
    { kind: 'not-measured', leg: 'career', what: ['received'] }
  ]);
});

it('says when both see the same strongest and weakest leg', () => {
  const pairs = { 'socio-emotional': [4.5, 4], network: [2, 1.8], autonomy: [3, 3.5], career: [3.5, 3] } as const;
  const chair = forEachLeg((key) => ({ ...nothing, offered: pairs[key][0], received: pairs[key][1] }));
  expect(ofKind(chair, 'same-order')).toEqual([{ kind: 'same-order', strongest: 'socio-emotional', weakest: 'network' }]);
});

it('is silent about the order when it differs, is shared by two legs, or is not wholly measured', () => {
  const chairWith = (offered: readonly number[], received: readonly (number | null)[]) =>
    forEachLeg((key) => ({
      ...nothing,
      offered: offered[supportTypes.indexOf(key)] ?? null,
      received: received[supportTypes.indexOf(key)] ?? null
    }));
  const silent = [chairWith([4, 2, 3, 3], [2, 4, 3, 3]), chairWith([4, 2, 3, 4], [4, 2, 3, 3]), chairWith([4, 2, 3, 3], [4, 2, 3, null])];
  expect(silent.flatMap((chair) => ofKind(chair, 'same-order'))).toEqual([]);
});

it('mentions every leg, whatever is known (C1)', () => {
  fc.assert(
    fc.property(anyChair, (chair) => {
      const mentioned = describeChair(chair).flatMap((finding) => ('leg' in finding ? [finding.leg] : []));
      expect(new Set(mentioned)).toEqual(new Set(supportTypes));
    })
  );
});

it('gives no grade, rank or verdict: only numbers that were answered, and fixed descriptive words (C8)', () => {
  const words = ['kind', 'leg', 'direction', 'size', 'needed', 'received', 'source', 'band', 'strongest', 'weakest', 'what'];
  fc.assert(
    fc.property(anyChair, (chair) => {
      const findings = describeChair(chair);
      const given = Object.values(chair).flatMap((values) => [values.offered, values.received, values.needed]);
      expect(findings.flatMap((finding) => Object.keys(finding)).filter((key) => !words.includes(key))).toEqual([]);
      const numbers = findings.flatMap((finding) => Object.values<unknown>(finding)).filter((value) => typeof value === 'number');
      expect(numbers.filter((number) => !given.includes(number))).toEqual([]);
    })
  );
});
