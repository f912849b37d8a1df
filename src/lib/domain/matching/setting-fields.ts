import type { Attribute } from './attribute.ts';
import type { Position } from './person.ts';

const parts = ['ground', 'horizon', 'enough'] as const;
const positions = [1, 2, 3, 4, 5] as const satisfies readonly Position[];

/** From where to where whole numbers go, both included, per kind of field. */
const bounds = {
  ground: [0, 10],
  horizon: [0, 10],
  enough: [1, 7],
  share: [0, 100],
  unknownShare: [0, 100],
  suggestions: [2, 4]
} as const;

type RulePart = (typeof parts)[number];

/** The name of a field with a number on the form with the rules of a programme; what is out of bounds is told by the same name. */
export type SettingField = `${RulePart}.${Attribute}` | `share.${Position}` | 'unknownShare' | 'suggestions';

/** The names of the fields that there are several of. */
export const settingFields = {
  parts,
  positions,
  rule: (attribute: Attribute, part: RulePart) => `${part}.${attribute}` as const,
  share: (position: Position) => `share.${position}` as const
} as const;

/** The least and the most that a field can hold. */
export function boundsOf(field: SettingField): { readonly from: number; readonly to: number } {
  const kind = field.split('.')[0] as keyof typeof bounds; // each name begins with its kind
  const [from, to] = bounds[kind];
  return { from, to };
}

/** Whether a field can hold this number. */
export function isWithin(field: SettingField, value: number): boolean {
  const { from, to } = boundsOf(field);
  return Number.isInteger(value) && value >= from && value <= to;
}
