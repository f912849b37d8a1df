import type { ToolKind } from '#lib/domain/toolkit/tool.ts';

/** The headings of an entry in both languages. The first seven belong to one kind, the other eight to every entry. */
export const sectionTitles = {
  situation: { nl: 'De situatie', en: 'The situation' },
  whatHappened: { nl: 'Wat er gebeurde', en: 'What happened' },
  questions: { nl: 'Vragen om te bespreken', en: 'Questions to discuss' },
  found: { nl: 'Wat er gevonden is', en: 'What was found' },
  inWhom: { nl: 'Bij wie', en: 'In whom' },
  howStrong: { nl: 'Hoe sterk', en: 'How strong' },
  notSaid: { nl: 'Wat het niet zegt', en: 'What it does not say' },
  whenToUse: { nl: 'Wanneer wel', en: 'When to use' },
  whenNotToUse: { nl: 'Wanneer niet', en: 'When not to use' },
  steps: { nl: 'Stappen', en: 'Steps' },
  script: { nl: 'Wat je als coach kunt zeggen', en: 'Script for the coach' },
  card: { nl: 'Kaart voor de coachee', en: 'Card for the coachee' },
  risks: { nl: "Risico's", en: 'Risks' },
  forEveryone: { nl: 'Voor iedereen', en: 'For everyone' },
  source: { nl: 'Waar het vandaan komt', en: 'Where it comes from' }
} as const;

/** A heading of an entry of the toolkit. */
export type SectionKey = keyof typeof sectionTitles;

/** A heading that every entry has, so that a reader finds the way and any entry can be run from its page. */
export type SharedSectionKey = (typeof shared)[number];

const shared = ['whenToUse', 'whenNotToUse', 'steps', 'script', 'card', 'risks', 'forEveryone', 'source'] as const;

const ofKind: Record<ToolKind, readonly SectionKey[]> = {
  tool: [],
  exercise: [],
  example: ['situation', 'whatHappened', 'questions'],
  insight: ['found', 'inWhom', 'howStrong', 'notSaid']
};

/** The headings of an entry of this kind, all of them, in their order. */
export function sectionsOf(kind: ToolKind): readonly SectionKey[] {
  return [...ofKind[kind], ...shared];
}
