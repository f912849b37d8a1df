import { expect, it } from 'vitest';
import { presentationParts, nameLists } from '#lib/domain/matching/profile.ts';
import { profileFields } from '#lib/domain/matching/profile-form.ts';
import { tagAttributes } from '#lib/domain/matching/attribute.ts';
import { profileLabels, profileProblem } from './profile-words.ts';

it('knows what every field is called that can hold something wrong, each otherwise', () => {
  const { own, text, names, capacity } = profileFields;
  const fields = [...tagAttributes.map(own), ...presentationParts.map(text), ...nameLists.map(names), capacity, 'contact'];
  for (const side of ['coach', 'coachee'] as const) {
    const labels = profileLabels(side);
    expect(fields.filter((field) => !labels.has(field))).toEqual([]);
    expect(new Set(labels.values()).size).toBe(labels.size);
  }
});

it('says the limit of what is too much or too long', () => {
  expect(profileProblem('own-sector', 'many')).toContain('hoogstens 3');
  expect(profileProblem('own-values', 'long')).toContain('hoogstens 60 tekens');
  expect(profileProblem('text-path', 'long')).toContain('hoogstens 600 tekens');
  expect(profileProblem('names-ties', 'long')).toContain('hoogstens 20 namen, elk van hoogstens 120 tekens');
  expect(profileProblem('capacity', 'range')).toContain('50');
});
