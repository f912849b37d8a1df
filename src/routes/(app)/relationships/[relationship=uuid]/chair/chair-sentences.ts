import type { ChairLegs } from '#lib/domain/chair/chair-legs.ts';
import type { Finding, Measure } from '#lib/domain/chair/describe-chair.ts';
import { forEachLeg, type SupportType, supportTypes } from '#lib/domain/support/support-type.ts';
import { decimal } from '#lib/i18n/dates.ts';
import { locale } from '#lib/i18n/locale.ts';
import { m } from '#lib/i18n/m.ts';

type Names = Readonly<Record<SupportType, string>>;

/** What the chair tells, as sentences in reading order; how both see each leg stands in the table instead. */
export function findingWords(findings: readonly Finding[], names: Names): { key: string; text: string; isFirst: boolean }[] {
  return findings
    .filter((finding) => finding.kind !== 'perception')
    .map((finding, index) => ({ key: `${finding.kind}-${index}`, text: sentence(finding, names), isFirst: finding.kind === 'foundation' }));
}

function sentence(finding: Exclude<Finding, { kind: 'perception' }>, names: Names): string {
  switch (finding.kind) {
    case 'foundation':
      return m.chair_foundation();
    case 'missing-leg':
      return m.chair_missing_leg({ leg: names[finding.leg] });
    case 'leg':
      return [legSentence(finding, names[finding.leg]), finding.source === 'wish' ? m.chair_leg_by_wish() : ''].join(' ').trim();
    case 'same-order':
      return m.chair_same_order({ strongest: names[finding.strongest], weakest: names[finding.weakest] });
    case 'not-measured':
      return m.chair_not_measured({ leg: names[finding.leg], what: listed(finding.what) });
  }
}

function legSentence({ direction, size }: Extract<Finding, { kind: 'leg' }>, leg: string): string {
  if (direction === 'about-right') return m.chair_leg_about_right({ leg });
  if (direction === 'more-than-wanted') return m.chair_leg_more_than_wanted({ leg });
  return size === 'clear-difference' ? m.chair_leg_too_little_clear({ leg }) : m.chair_leg_too_little_some({ leg });
}

function listed(what: readonly Measure[]): string {
  const words = { offered: m.chair_offered_long(), received: m.chair_received_long(), needed: m.chair_needed_long() };
  return new Intl.ListFormat(locale(), { type: 'conjunction' }).format(what.map((measure) => words[measure]));
}

/** Per leg, how coach and coachee each see it; empty where one of the two is not there. */
export function comparisonWords(findings: readonly Finding[]): Record<SupportType, string> {
  return forEachLeg((leg) => {
    const finding = findings.find((candidate) => candidate.kind === 'perception' && candidate.leg === leg);
    return finding?.kind === 'perception' ? perception(finding) : '';
  });
}

function perception({ band, direction }: Extract<Finding, { kind: 'perception' }>): string {
  if (band === 'about-the-same') return m.chair_perception_same();
  const isCoachHigher = direction === 'coach-higher';
  if (band === 'worth-a-talk') return isCoachHigher ? m.chair_perception_talk_coach() : m.chair_perception_talk_coachee();
  return isCoachHigher ? m.chair_perception_clear_coach() : m.chair_perception_clear_coachee();
}

/** The whole drawing in words, for who cannot see it. */
export function describedChair(chair: ChairLegs, names: Names): string {
  const said = (value: number | null) => (value === null ? m.chair_absent() : decimal(value));
  return supportTypes
    .map((leg) => {
      const { offered, received, needed } = chair[leg];
      return m.chair_description_leg({ leg: names[leg], offered: said(offered), received: said(received), needed: said(needed) });
    })
    .join(' ');
}
