import { expect, it } from 'vitest';
import { forEachLeg } from '#lib/domain/support/support-type.ts';
import { assembleChair } from './chair-legs.ts';
import { isFoundationWeak, isMissing } from './foundation.ts';

const weakAt = (received: number | null) =>
  isFoundationWeak(
    assembleChair({ offered: null, received: forEachLeg((leg) => (leg === 'socio-emotional' ? received : 5)), needs: null })
  );

it('calls the foundation weak below three, exactly there no longer (C2)', () => {
  expect([1, 2.99, 3, 3.01, 5].map(weakAt)).toEqual([true, true, false, false, false]);
});

it('does not call an unmeasured foundation weak (C1)', () => {
  expect(weakAt(null)).toBe(false);
});

it('looks at the socio-emotional leg only', () => {
  const received = forEachLeg((leg) => (leg === 'socio-emotional' ? 3 : 1));
  expect(isFoundationWeak(assembleChair({ offered: null, received, needs: null }))).toBe(false);
});

it.each([
  [1, null, true],
  [1.5, 1, true],
  [1.51, null, false],
  [1.51, 2.99, false],
  [1.51, 3, true],
  [2, 3, true],
  [2, 2, false],
  [2.01, 5, false],
  [null, 5, false],
  [null, null, false]
])('with %j received and %j needed, missing is %j', (received, needed, expected) => {
  expect(isMissing({ received, needed })).toBe(expected);
});
