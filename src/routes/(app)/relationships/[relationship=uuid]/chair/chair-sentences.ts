import type { ChairLegs } from '#lib/domain/chair/chair-legs.ts';
import type { Finding, Measure } from '#lib/domain/chair/describe-chair.ts';
import { forEachLeg, type SupportType, supportTypes } from '#lib/domain/support/support-type.ts';
import { decimal } from '#lib/i18n/dates.ts';
import { locale } from '#lib/i18n/locale.ts';
import { m } from '#lib/i18n/m.ts';

type Names = Readonly<Record<SupportType, string>>;
type Perception = Extract<Finding, { kind: 'perception' }>;
type Absence = Extract<Finding, { kind: 'not-measured' }>;
type Told = Exclude<Finding, Perception | Absence>;

/** 'now': a pair that goes on, and may be invited to talk. 'then': a pair that ended; what was is told, and nothing asked (C28). */
export type When = 'now' | 'then';

/** One sentence of what the chair tells; `isFirst`: the foundation notice, that goes before everything (C2). */
export type FindingWords = { readonly key: string; readonly text: string; readonly isFirst: boolean };

/** What the chair tells, as sentences in reading order; how both see each leg stands in the table instead. */
export function findingWords(findings: readonly Finding[], names: Names, when: When): FindingWords[] {
  const told = findings.filter((finding) => finding.kind !== 'perception' && finding.kind !== 'not-measured');
  const absences = findings.filter((finding) => finding.kind === 'not-measured');
  return [
    ...told.map((finding, index) => ({
      key: `${finding.kind}-${index}`,
      text: when === 'now' ? sentence(finding, names) : pastSentence(finding, names),
      isFirst: finding.kind === 'foundation'
    })),
    ...absenceWords(absences, names)
  ];
}

function sentence(finding: Told, names: Names): string {
  switch (finding.kind) {
    case 'foundation':
      return m.chair_foundation();
    case 'missing-leg':
      return m.chair_missing_leg({ leg: names[finding.leg] });
    case 'leg':
      return [legSentence(finding, names[finding.leg]), finding.source === 'wish' ? m.chair_leg_by_wish() : ''].join(' ').trim();
    case 'same-order':
      return m.chair_same_order({ strongest: names[finding.strongest], weakest: names[finding.weakest] });
  }
}

function pastSentence(finding: Told, names: Names): string {
  switch (finding.kind) {
    case 'foundation':
      return m.chair_then_foundation();
    case 'missing-leg':
      return m.chair_then_missing_leg({ leg: names[finding.leg] });
    case 'leg':
      return pastLegSentence(finding, names[finding.leg]);
    case 'same-order':
      return m.chair_then_same_order({ strongest: names[finding.strongest], weakest: names[finding.weakest] });
  }
}

function legSentence({ direction, size }: Extract<Finding, { kind: 'leg' }>, leg: string): string {
  if (direction === 'about-right') return m.chair_leg_about_right({ leg });
  if (direction === 'more-than-wanted') return m.chair_leg_more_than_wanted({ leg });
  return size === 'clear-difference' ? m.chair_leg_too_little_clear({ leg }) : m.chair_leg_too_little_some({ leg });
}

function pastLegSentence({ direction, size }: Extract<Finding, { kind: 'leg' }>, leg: string): string {
  if (direction === 'about-right') return m.chair_then_about_right({ leg });
  if (direction === 'more-than-wanted') return m.chair_then_more_than_wanted({ leg });
  return size === 'clear-difference' ? m.chair_then_too_little_clear({ leg }) : m.chair_then_too_little_some({ leg });
}

/** One sentence for all legs that lack the same: four times the same line tells no more than once. Every leg stays named (C1). */
function absenceWords(absences: readonly Absence[], names: Names): FindingWords[] {
  const whats = [...new Set(absences.map(({ what }) => listed(what)))];
  return whats.map((what) => {
    const legs = absences.filter((absence) => listed(absence.what) === what).map(({ leg }) => names[leg]);
    const isAll = legs.length === supportTypes.length;
    return {
      key: `not-measured-${what}`,
      text: isAll ? m.chair_not_measured_all({ what }) : m.chair_not_measured({ leg: enumerated(legs), what }),
      isFirst: false
    };
  });
}

function listed(what: readonly Measure[]): string {
  const words = { offered: m.chair_offered_long(), received: m.chair_received_long(), needed: m.chair_needed_long() };
  return enumerated(what.map((measure) => words[measure]));
}

function enumerated(words: readonly string[]): string {
  return new Intl.ListFormat(locale(), { type: 'conjunction' }).format(words);
}

/** Per leg, how coach and coachee each see it; empty where one of the two is not there. */
export function comparisonWords(findings: readonly Finding[], when: When): Record<SupportType, string> {
  return forEachLeg((leg) => {
    const finding = findings.find((candidate) => candidate.kind === 'perception' && candidate.leg === leg);
    if (finding?.kind !== 'perception') return '';
    return when === 'now' ? perception(finding) : pastPerception(finding);
  });
}

function perception({ band, direction }: Perception): string {
  if (band === 'about-the-same') return m.chair_perception_same();
  const isCoachHigher = direction === 'coach-higher';
  if (band === 'worth-a-talk') return isCoachHigher ? m.chair_perception_talk_coach() : m.chair_perception_talk_coachee();
  return isCoachHigher ? m.chair_perception_clear_coach() : m.chair_perception_clear_coachee();
}

function pastPerception({ band, direction }: Perception): string {
  if (band === 'about-the-same') return m.chair_then_perception_same();
  const isCoachHigher = direction === 'coach-higher';
  if (band === 'worth-a-talk') return isCoachHigher ? m.chair_then_perception_talk_coach() : m.chair_then_perception_talk_coachee();
  return isCoachHigher ? m.chair_then_perception_clear_coach() : m.chair_then_perception_clear_coachee();
}

/** Whether there is one number at all to show in a table. */
export function hasNumbers(chair: ChairLegs): boolean {
  return supportTypes.some((leg) => [chair[leg].offered, chair[leg].received, chair[leg].needed].some((value) => value !== null));
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
