import fc from 'fast-check';
import { expect, it } from 'vitest';
import { forEachLeg, supportTypes, type SupportType } from '#lib/domain/support/support-type.ts';
import { settleChair, type LegLengths } from './settle-chair.ts';

const legs = (...lengths: readonly (number | null)[]): LegLengths => forEachLeg((leg) => lengths[supportTypes.indexOf(leg)] ?? null);

/** Leg scores as they occur: means of six items, so that sums compare exactly enough. */
const score = fc.integer({ min: 6, max: 30 }).map((sum) => sum / 6);
const fourScores = fc.tuple(score, score, score, score);
const fourOrAbsent = fc.tuple(fc.option(score), fc.option(score), fc.option(score), fc.option(score));
const anyMissing = fc.subarray([...supportTypes]);

it('stands as the worked chair of docs/methods/chair-geometry.md', () => {
  const chair = settleChair(legs(4.2, 2.6, 3.8, 3));
  expect(chair.residual).toBeCloseTo(0.2, 9);
  expect(chair.tilt.right).toBeCloseTo(-0.6, 9);
  expect(chair.tilt.back).toBeCloseTo(0, 9);
  expect(chair.seatHeight).toBeCloseTo(3.6, 9);
  expect(supportTypes.map((leg) => Math.round(chair.hover[leg] * 1e9) / 1e9)).toEqual([0, 0.4, 0.4, 0]);
});

it('stands level and firm on four equal legs', () => {
  fc.assert(
    fc.property(score, (length) => {
      const chair = settleChair(legs(length, length, length, length));
      expect(chair).toMatchObject({ seatHeight: length, tilt: { right: 0, back: 0 }, residual: 0 });
      expect(Object.values(chair.hover)).toEqual([0, 0, 0, 0]);
    })
  );
});

it('has one flat seat, whatever the legs', () => {
  fc.assert(
    fc.property(fourOrAbsent, anyMissing, (lengths, missing) => {
      const { heights } = settleChair(legs(...lengths), missing);
      expect(heights['socio-emotional'] + heights.career).toBeCloseTo(heights.network + heights.autonomy, 9);
    })
  );
});

it('puts no foot under the floor and stands on at least two legs across from each other', () => {
  fc.assert(
    fc.property(fourOrAbsent, anyMissing, (lengths, missing) => {
      const { hover } = settleChair(legs(...lengths), missing);
      expect(Math.min(...Object.values(hover))).toBeGreaterThanOrEqual(-1e-9);
      const diagonals = [hover['socio-emotional'] + hover.career, hover.network + hover.autonomy];
      expect(Math.min(...diagonals)).toBeCloseTo(0, 9);
    })
  );
});

it('mirrors the tilt when the legs are mirrored', () => {
  fc.assert(
    fc.property(fourScores, ([se, nw, au, ca]) => {
      const [chair, mirrored] = [settleChair(legs(se, nw, au, ca)), settleChair(legs(nw, se, ca, au))];
      expect(mirrored.tilt.right).toBeCloseTo(-chair.tilt.right, 9);
      expect(mirrored.tilt.back).toBeCloseTo(chair.tilt.back, 9);
      expect(mirrored.residual).toBeCloseTo(chair.residual ?? -1, 9);
    })
  );
});

it('has no residual if, and only if, both pairs across from each other are equally long together', () => {
  fc.assert(
    fc.property(fourScores, ([se, nw, au, ca]) => {
      const isFlat = Math.abs(se + ca - nw - au) < 1e-9;
      expect((settleChair(legs(se, nw, au, ca)).residual ?? 1) < 1e-9).toBe(isFlat);
    })
  );
  expect(settleChair(legs(5, 3, 4, 2)).residual).toBe(0);
  expect(settleChair(legs(5, 1, 1, 5)).residual).toBe(2);
});

it('is the least-squares plane but for the lift: no other plane through the middle fits the legs better', () => {
  fc.assert(
    fc.property(fourScores, fc.double({ min: -1, max: 1, noNaN: true }), (lengths, nudge) => {
      const chair = settleChair(legs(...lengths));
      const middle = lengths.reduce((sum, length) => sum + length, 0) / 4;
      const sides = { 'socio-emotional': [-1, -1], network: [1, -1], autonomy: [-1, 1], career: [1, 1] } as const;
      const errorOf = (right: number, back: number) =>
        supportTypes.reduce((sum, leg) => sum + (middle + right * sides[leg][0] + back * sides[leg][1] - chair.lengths[leg]) ** 2, 0);
      const best = errorOf(chair.tilt.right, chair.tilt.back);
      expect(errorOf(chair.tilt.right + nudge, chair.tilt.back - nudge / 2)).toBeGreaterThanOrEqual(best - 1e-9);
      expect(chair.seatHeight).toBeCloseTo(middle + (chair.residual ?? 0), 9);
    })
  );
});

it('tilts towards the shorter side', () => {
  expect(settleChair(legs(4, 2, 4, 2)).tilt).toEqual({ right: -1, back: 0 });
  expect(settleChair(legs(4, 4, 2, 2)).tilt).toEqual({ right: 0, back: -1 });
});

it('lets the corner of a missing leg sink under the plane of the other three', () => {
  const corner = (missing: readonly SupportType[]) => settleChair(legs(4, 1.4, 3.8, 3.6), missing);
  const plane = 4 + 3.6 - 3.8;
  expect(corner(['network']).heights.network).toBeCloseTo(plane - 1.5, 9);
  expect(corner(['network']).heights.network).toBeLessThan(corner([]).heights.network);
});

it('lets the sinking corner stop at the floor', () => {
  const { hover } = settleChair(legs(2.5, 1.4, 2.5, 2.5), ['network']);
  expect([hover.network, Math.round(hover.autonomy * 10) / 10]).toEqual([0, 1.1]);
});

it('gives an unmeasured leg the length that fits the plane of the other three', () => {
  expect(settleChair(legs(3.9, 3.2, 3.8, null)).lengths.career).toBeCloseTo(3.1, 9);
  expect(settleChair(legs(3.9, 3.2, 3.8, null)).hover).toEqual(forEachLeg(() => 0));
});

it('gives two or three unmeasured legs the lengths with the least tilt', () => {
  expect(settleChair(legs(4, 2, null, null)).lengths).toMatchObject({ autonomy: 4, career: 2 });
  expect(settleChair(legs(4, null, null, 2)).lengths).toMatchObject({ network: 3, autonomy: 3 });
  expect(settleChair(legs(null, null, 2, null)).lengths).toEqual(forEachLeg(() => 2));
});

it('stands level in the middle of the scale when nothing is measured', () => {
  expect(settleChair(legs(null, null, null, null))).toMatchObject({ seatHeight: 3, tilt: { right: 0, back: 0 }, residual: null });
});

it('never stands an unmeasured leg at zero (C1), and knows no residual then', () => {
  fc.assert(
    fc.property(fourOrAbsent, (lengths) => {
      const chair = settleChair(legs(...lengths));
      expect(Math.min(...Object.values(chair.heights))).toBeGreaterThanOrEqual(1 - 1e-9);
      expect(chair.residual === null).toBe(lengths.includes(null));
    })
  );
});

it('cuts lengths off at the ends of the scale', () => {
  expect(settleChair(legs(0, 9, -3, 5)).lengths).toEqual({ 'socio-emotional': 1, network: 5, autonomy: 1, career: 5 });
});
