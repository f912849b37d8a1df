import { expect, it } from 'vitest';
import { assembleChair, type ChairLegs, type LegValues } from '#lib/domain/chair/chair-legs.ts';
import { describeChair } from '#lib/domain/chair/describe-chair.ts';
import { forEachLeg } from '#lib/domain/support/support-type.ts';
import { legNames } from '#lib/i18n/leg-words.ts';
import { comparisonWords, findingWords, hasNumbers } from './chair-sentences.ts';

const chairOf = (values: LegValues): ChairLegs => forEachLeg(() => values);
const unmeasured = assembleChair({ offered: null, received: null, needs: null });
const told = (chair: ChairLegs, when: 'now' | 'then') => findingWords(describeChair(chair), legNames(), when).map(({ text }) => text);

it('says of a chair nobody measured once, not four times, that nothing is measured', () => {
  expect(told(unmeasured, 'now')).toHaveLength(1);
  expect([hasNumbers(unmeasured), hasNumbers({ ...unmeasured, career: { ...unmeasured.career, needed: 3 } })]).toEqual([false, true]);
});

it('names every leg that lacks something, in one sentence for those that lack the same (C1)', () => {
  const full = { offered: 3, received: 3, needed: 3, wish: null };
  const chair = { ...chairOf(full), network: { ...full, offered: null }, career: { ...full, offered: null } };
  const said = told(chair, 'now').filter((text) => text.includes(legNames().network) && text.includes(legNames().career));
  expect(said).toHaveLength(1);
});

it('asks nothing of a pair that ended: every sentence tells what was (C28)', () => {
  const chairs = [
    chairOf({ offered: 5, received: 1.2, needed: 4, wish: 'more' }),
    chairOf({ offered: 2, received: 4.5, needed: 2, wish: 'less' }),
    chairOf({ offered: 3, received: 3.9, needed: 5, wish: null }),
    forEachLeg((leg) => {
      const score = { 'socio-emotional': 4.5, network: 4, autonomy: 4, career: 3.5 }[leg];
      return { offered: score, received: score, needed: 4, wish: null };
    })
  ];
  for (const chair of chairs) {
    const findings = describeChair(chair);
    const then = [...told(chair, 'then'), ...Object.values(comparisonWords(findings, 'then'))];
    const now = [...told(chair, 'now'), ...Object.values(comparisonWords(findings, 'now'))];
    expect(now.filter((text) => then.includes(text))).toEqual([]);
    expect(then.join(' ')).not.toMatch(/\?|praat|vraag|neem|geef|talk|ask|take time|give/iu);
  }
});
