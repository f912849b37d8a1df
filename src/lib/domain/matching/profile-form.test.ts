import { expect, it } from 'vitest';
import { type TagAttribute, tagAttributes } from './attribute.ts';
import { emptyProfile, meaningOf } from './profile.ts';
import { fillProfileForm, findMissing, parseProfileForm, putBack, type WrittenTags } from './profile-form.ts';

const none = <T>(empty: T) => Object.fromEntries(tagAttributes.map((attribute) => [attribute, empty])) as Record<TagAttribute, T>; // one of each
const written: WrittenTags = {
  ids: { ...none([]), interests: ['cycling', 'cooking'] },
  titles: {
    ...none(new Map()),
    interests: new Map([
      [meaningOf('Fietsen'), 'cycling'],
      ['cycling', 'cycling']
    ])
  }
};

it('takes nothing ticked for not answered, in every field', () => {
  const { profile, background, problems } = parseProfileForm({}, 'coachee', written);
  expect(profile).toEqual(emptyProfile);
  expect([background.position, background.ties, problems]).toEqual([null, [], {}]);
});

it('reads ticked tags and own words; an own word that is on the list, in any language, is its id', () => {
  const form = { 'tag-interests-cooking': 'on', 'tag-interests-unknown': 'on', 'own-interests': 'fietsen, Schaken\nCooking' };
  expect(parseProfileForm(form, 'coachee', written).profile.tags.interests).toEqual(['cooking', 'cycling', 'Schaken']);
});

it('asks the position of a coachee and never of a coach (C24, C26)', () => {
  expect(parseProfileForm({ position: '5' }, 'coachee', written).background.position).toBe(5);
  expect(parseProfileForm({ position: '5' }, 'coach', written).background.position).toBeNull();
  expect(parseProfileForm({ position: '6' }, 'coachee', written).background.position).toBeNull();
});

it('reads of a coach the presentation, the places and the other roles, and of a coachee none of it (C14, C39)', () => {
  const form = { 'text-work': 'Ik ontwerp', capacity: '3', contact: 'self', 'role-teacher': 'on', 'names-closeTo': 'An Claes' };
  const coach = parseProfileForm(form, 'coach', written);
  expect(coach.profile).toMatchObject({ capacity: 3, evaluatorContact: 'self', roles: ['evaluator', 'teacher'] });
  expect([coach.profile.presentation.work, coach.background.closeTo]).toEqual(['Ik ontwerp', ['An Claes']]);
  expect(parseProfileForm(form, 'coachee', written)).toMatchObject({ profile: emptyProfile, background: { closeTo: [] } });
});

it('asks both sides whom they would rather not be put with', () => {
  for (const side of ['coach', 'coachee'] as const) {
    const { background } = parseProfileForm({ 'names-vetoes': 'An Claes\nJan Smets' }, side, written);
    expect(background.vetoes).toEqual(['An Claes', 'Jan Smets']);
  }
});

it('says which field holds too much, and keeps the rest', () => {
  const long = 'x'.repeat(601);
  const { problems } = parseProfileForm(
    { 'own-sector': 'a, b, c, d', 'text-path': long, capacity: '51', 'own-values': 'y'.repeat(61) },
    'coach',
    written
  );
  expect(problems).toEqual({ 'own-sector': 'many', 'text-path': 'long', capacity: 'range', 'own-values': 'long' });
});

it('lets a coach count only with places and the closeness to whoever evaluates (C14); a coachee without any answer', () => {
  expect(findMissing(emptyProfile, 'coach')).toEqual({ capacity: 'missing', contact: 'missing' });
  expect(findMissing(emptyProfile, 'coachee')).toEqual({});
});

it('puts back into the fields what is kept, so that sending it again changes nothing', () => {
  const form = {
    ...{
      'tag-interests-cooking': 'on',
      'own-interests': 'Schaken',
      'working-0': '4',
      'text-learning': 'Viool',
      'names-ties': 'Jan\nMo',
      'names-vetoes': 'An'
    },
    ...{ capacity: '2', contact: 'close', 'role-manager': 'on' }
  };
  const read = parseProfileForm(form, 'coach', written);
  expect(parseProfileForm(fillProfileForm(read, written), 'coach', written)).toEqual(read);
});

it('puts back what was kept of a field with a problem, and of a question with too many answers all of it', () => {
  const kept = { 'own-values': 'Rust', 'tag-path-abroad': 'on', 'own-path': '', capacity: '2', 'text-work': 'Bakker' };
  const form = {
    'own-values': 'x'.repeat(61),
    'tag-values-care': 'on',
    'tag-path-home': 'on',
    'own-path': 'a, b, c',
    capacity: '',
    'text-work': 'Kok'
  };
  expect(putBack(form, kept, { 'own-values': 'long', 'own-path': 'many', capacity: 'missing' })).toEqual({
    ...{ 'own-values': 'Rust', 'tag-values-care': 'on', 'tag-path-abroad': 'on', 'own-path': '', capacity: '2', 'text-work': 'Kok' }
  });
});
