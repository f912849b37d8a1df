import type { Act } from './act.ts';
import { type Focus, focusIn, type PairTable, pairTables, type SheetTable, sheetTables, type World } from './model-types.ts';

/** An act that fits, the person who would do it, and where. */
export type Fit = { by: string; organisation: string; act: Act };

export type Chance = {
  world: World;
  /** One of the rows that fit, or of all rows when any state will do. Undefined when there are no rows. */
  pick: <T>(rows: readonly T[], fits?: (row: T) => boolean) => T | undefined;
  /** Whether a chance of one in `sides` comes out. */
  falls: (sides: number) => boolean;
  /** The table of pairs that it is mostly about; null: any. */
  focus: PairTable | null;
  /** The same of the match. */
  sheetFocus: SheetTable | null;
};

/** What is thrown; `isAnyState`: also rows that do not fit. */
export type Dice = { dice: readonly number[]; isAnyState?: boolean; focus?: Focus };

export function chanceFrom(world: World, { dice, isAnyState = false, focus = null }: Dice): Chance {
  let thrown = 0;
  const die = () => dice[thrown++ % dice.length] ?? 0;
  const pick = <T>(rows: readonly T[], fits: (row: T) => boolean = () => true) => {
    const fitting = isAnyState ? rows : rows.filter(fits);
    const from = fitting.length > 0 ? fitting : rows;
    return from[die() % Math.max(1, from.length)];
  };
  return { world, pick, focus: focusIn(pairTables, focus), sheetFocus: focusIn(sheetTables, focus), falls: (sides) => die() % sides === 0 };
}
