import { basename, join } from 'node:path';
import * as v from 'valibot';
import { type SupportType, supportTypes } from '#lib/domain/support/support-type.ts';
import type { Locale } from '#lib/i18n/locale.ts';
import { ContentError, fields, filledList, oneOf, wholeNumber, words, yesOrNo } from './content-error.ts';
import { inEachLanguage, readJson } from './read-content.ts';

const leg = oneOf(supportTypes);

/** A short name that answers are kept under. It is never shown and never reused. */
const itemId = v.pipe(words, v.regex(/^[A-Z]{2}\d{1,2}$/, 'must be two capitals and a number, as SE1'));

/** The folder's name, with the version at its end. A changed question is a new version: answers belong to the words people read. */
const versionId = v.pipe(words, v.regex(/^[a-z]+(-[a-z]+)*-\d+$/, 'must be lower-case words and a version, as four-legs-1'));

const item = fields({
  id: itemId,
  /** Which of the four kinds of support this behaviour belongs to. */
  leg,
  /** Which side of that support it shows, in one English word. Two items of one leg show two sides. */
  facet: words,
  /** true: kept when there is only time for a short form. */
  core: yesOrNo
});

/** instrument.json of a mirrored questionnaire: what both answer, in the order in which both see it (C7). */
const instrumentSchema = fields({
  id: versionId,
  kind: v.literal('mirror', 'must be mirror'),
  /** true only after a published study with this version. Until then the pages say that it has not been tested. */
  validated: yesOrNo,
  /** How many days back the answers look. */
  periodDays: wholeNumber(1, 366),
  /** How many questions stand together on one page. */
  groupSize: wholeNumber(1, 24),
  /** Under which licence others may use it. */
  licence: words,
  /** Where the questions come from, one reference per line. */
  sources: filledList(words),
  items: v.pipe(
    filledList(item),
    v.check((items) => hasOwnIds(items), 'has the same id twice'),
    v.check((items) => hasAllLegs(items), 'needs at least one item for each of the four legs (C1)')
  )
});

/** instrument.json of the need questions: one per leg, always all four (C1, C4). */
const needsSchema = fields({
  id: versionId,
  kind: v.literal('needs', 'must be needs'),
  validated: yesOrNo,
  licence: words,
  sources: filledList(words),
  items: v.pipe(
    filledList(fields({ id: itemId, leg })),
    v.check((items) => hasOwnIds(items), 'has the same id twice'),
    v.check((items) => hasAllLegs(items), 'needs one question for each of the four legs (C1)'),
    v.maxLength(supportTypes.length, 'has more than one question for a leg')
  )
});

/** Five labels from low to high; every step has words, none has a number. */
const scale = v.strictTuple([words, words, words, words, words], 'must be a list of exactly five labels, from low to high');

/** nl.json and en.json of a mirrored questionnaire: the same behaviour, said by the coach and about the coach. */
const instrumentWordsSchema = fields({
  title: words,
  /** What it is for, how long it takes and who sees the answers; told before the first question. */
  intro: fields({ coach: words, coachee: words }),
  /** The period the answers look back on, as the end of a sentence. */
  period: words,
  scale,
  /** The answer that counts as not measured, never as zero. */
  notApplicable: words,
  items: v.record(v.string(), fields({ coach: words, coachee: words }), 'must be a group with one entry per item')
});

/** nl.json and en.json of the need questions. */
const needsWordsSchema = fields({
  title: words,
  intro: fields({ coachee: words }),
  scale,
  items: v.record(v.string(), words, 'must be a group with one entry per item'),
  /** Asked after each question; its answer goes before the computed difference. */
  wish: fields({ question: words, less: words, same: words, more: words })
});

type Numbered = { readonly id: string };

function hasOwnIds(items: readonly Numbered[]): boolean {
  return new Set(items.map(({ id }) => id)).size === items.length;
}

function hasAllLegs(items: readonly { readonly leg: SupportType }[]): boolean {
  return supportTypes.every((type) => items.some((one) => one.leg === type));
}

/** What the words must be about: exactly these items. */
type Asked = { readonly id: string; readonly items: readonly Numbered[] };

export type MirrorWords = v.InferOutput<typeof instrumentWordsSchema>;
export type NeedsWords = v.InferOutput<typeof needsWordsSchema>;

type ReadMirror = { kind: 'mirror'; entry: { instrument: v.InferOutput<typeof instrumentSchema>; words: Record<Locale, MirrorWords> } };
type ReadNeeds = { kind: 'needs'; entry: { instrument: v.InferOutput<typeof needsSchema>; words: Record<Locale, NeedsWords> } };

/** Reads the folder of a questionnaire, of either kind, with its words in every language. Throws ContentError. */
export function readInstrument(folder: string): ReadMirror | ReadNeeds {
  const { kind } = readJson(
    folder,
    'instrument.json',
    v.object({ kind: oneOf(['mirror', 'needs']) }, 'must name its kind: mirror or needs')
  );
  if (kind === 'mirror') {
    const instrument = readNamed(folder, instrumentSchema);
    return {
      kind,
      entry: { instrument, words: inEachLanguage((language) => readWords(folder, { language, schema: instrumentWordsSchema, instrument })) }
    };
  }
  const instrument = readNamed(folder, needsSchema);
  return {
    kind,
    entry: { instrument, words: inEachLanguage((language) => readWords(folder, { language, schema: needsWordsSchema, instrument })) }
  };
}

function readNamed<Schema extends typeof instrumentSchema | typeof needsSchema>(folder: string, schema: Schema): v.InferOutput<Schema> {
  const instrument = readJson(folder, 'instrument.json', schema);
  if (instrument.id === basename(folder)) return instrument;
  throw new ContentError([
    { file: join(folder, 'instrument.json'), field: 'id', reason: `must be the name of its folder, ${basename(folder)}` }
  ]);
}

type WordsSchema = typeof instrumentWordsSchema | typeof needsWordsSchema;

function readWords<Schema extends WordsSchema>(
  folder: string,
  wanted: { language: Locale; schema: Schema; instrument: Asked }
): v.InferOutput<Schema> {
  const name = `${wanted.language}.json`;
  const found = readJson(folder, name, wanted.schema);
  const [asked, said] = [wanted.instrument.items.map(({ id }) => id), Object.keys(found.items)];
  const file = join(folder, name);
  const faults = [
    ...asked.filter((id) => !said.includes(id)).map((id) => ({ file, field: `items.${id}`, reason: 'is missing' })),
    ...said.filter((id) => !asked.includes(id)).map((id) => ({ file, field: `items.${id}`, reason: 'is no item of instrument.json' }))
  ];
  if (faults.length > 0) throw new ContentError(faults);
  return found;
}
