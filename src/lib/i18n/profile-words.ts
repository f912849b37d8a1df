import { declarationFields } from '#lib/domain/hat/parse-declaration.ts';
import { mostTags, tagAttributes } from '#lib/domain/matching/attribute.ts';
import { presentationParts, profileLimits } from '#lib/domain/matching/profile.ts';
import { type MatchSide, profileFields, type ProfileProblem } from '#lib/domain/matching/profile-form.ts';
import { attributeKey } from './desk-words.ts';
import { m } from './m.ts';

/** What the fields of the profile that can hold something wrong are called, in the order of the page. */
export function profileLabels(side: MatchSide): ReadonlyMap<string, string> {
  const { own, text, names, capacity } = profileFields;
  return new Map([
    ...tagAttributes.map((attribute) => [own(attribute), m[attributeKey(attribute)]()] as const),
    [text('work'), m.intake_text_work()],
    [text('path'), m.intake_text_path()],
    [text('offers'), m.intake_text_offers()],
    [text('learning'), m.intake_text_learning()],
    [capacity, m.intake_capacity()],
    [declarationFields.contact, m.hat_ask_contact({ coachee: m.intake_any_coachee() })],
    [names('closeTo'), m.intake_close_to()],
    [names('ties'), side === 'coach' ? m.intake_ties_coach() : m.intake_ties_coachee()],
    [names('lines'), m.intake_lines()],
    [names('evaluators'), m.intake_evaluators()],
    [names('vetoes'), m.intake_vetoes()]
  ]);
}

/** What is wrong with a field of the profile, and how it is mended. */
export function profileProblem(field: string, problem: ProfileProblem): string {
  if (problem === 'missing') return m.intake_problem_missing();
  if (problem === 'range') return m.intake_problem_range({ most: profileLimits.capacity });
  const attribute = tagAttributes.find((one) => profileFields.own(one) === field);
  if (attribute === undefined) return tooLong(field);
  return problem === 'many' ? m.intake_problem_many({ most: mostTags[attribute] }) : m.intake_problem_word({ most: profileLimits.word });
}

function tooLong(field: string): string {
  const { names, name, text } = profileLimits;
  const isText = presentationParts.some((part) => profileFields.text(part) === field);
  return isText ? m.intake_problem_long({ most: text }) : m.intake_problem_names({ names, most: name });
}
