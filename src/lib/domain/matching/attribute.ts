/**
 * What people say of themselves as tags, in the order in which it is packed: two to a byte, then four to a byte.
 * `ambition`: of a coachee what they want to do, of a coach what they do now. `network`: the worlds somebody knows people in.
 */
export const tagAttributes = [
  'interests',
  'values',
  'experience',
  'ambition',
  'languages',
  'network',
  'sector',
  'discipline',
  'function',
  'path'
] as const;

/** One of them. */
export type TagAttribute = (typeof tagAttributes)[number];

/** All that a pair is compared on: the tags, and the way of working. */
export type Attribute = TagAttribute | 'working';

/** All attributes, in the order in which they are told. */
export const attributes: readonly Attribute[] = [...tagAttributes, 'working'];

/** Where the count of an attribute stands in 32 bits, and the most that is counted: further tags are not read. */
export type Field = { readonly shift: number; readonly most: number };

/** The first six have four bits each, the last four two bits. */
export const fields: Readonly<Record<TagAttribute, Field>> = {
  interests: { shift: 0, most: 15 },
  values: { shift: 4, most: 15 },
  experience: { shift: 8, most: 15 },
  ambition: { shift: 12, most: 15 },
  languages: { shift: 16, most: 15 },
  network: { shift: 20, most: 15 },
  sector: { shift: 24, most: 3 },
  discipline: { shift: 26, most: 3 },
  function: { shift: 28, most: 3 },
  path: { shift: 30, most: 3 }
};

/** How many opposed statements on the way of working are answered, each from 1 (like the left) to 5 (like the right). */
export const statementCount = 4;
