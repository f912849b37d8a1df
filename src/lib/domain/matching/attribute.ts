/**
 * What people say of themselves as tags, in the order in which it is told.
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

/** The most tags that are counted of an attribute: further ones are not read. */
export const mostTags: Readonly<Record<TagAttribute, number>> = {
  interests: 15,
  values: 15,
  experience: 15,
  ambition: 15,
  languages: 15,
  network: 15,
  sector: 3,
  discipline: 3,
  function: 3,
  path: 3
};

/** How many opposed statements on the way of working are answered, each from 1 (like the left) to 5 (like the right). */
export const statementCount = 4;
