import type { Locale } from '#lib/i18n/locale.ts';

type Rule = { pattern: RegExp; reason: string };

const gendered = 'says he or she; name the person or say it otherwise (C44)';
const jargon = 'is our own jargon; say it in plain words';
const picture = 'uses the picture of the chair; an item says what the coach does';
const frequency = 'hides how often in the sentence; that is what the answer is for';
const blame = 'sounds like a verdict on somebody; say what happened (C35)';
const fashion = 'is a word of offices; say it as you would at home';
const negation = 'says what does not happen; say what does';

/** What neither an item nor a message says. */
const everywhere: Record<Locale, readonly Rule[]> = {
  nl: [
    // alone, hij and hem may be a chair or a link; in Dutch those have no other pronoun
    { pattern: /\b(hij|hem|zijn) ?(of|\/) ?(zij|haar|die)\b/i, reason: gendered },
    { pattern: /\b(autonomie\w*|socio-?emotione\w*|sociaal-emotione\w*|netwerk(onder)?steun\w*)\b/i, reason: jargon },
    { pattern: /\b(u|uw|uzelf)\b/, reason: 'says u; we say je' }
  ],
  en: [
    { pattern: /\b(he|him|his|she|her|hers)\b/i, reason: gendered },
    { pattern: /\b(autonomy|socio-?emotional|network support|career support)\b/i, reason: jargon }
  ]
};

/** What an item does not say besides (domain: writing items). */
const inItems: Record<Locale, readonly Rule[]> = {
  nl: [
    { pattern: /\b(hij|hem|hijzelf)\b/i, reason: gendered },
    { pattern: /\b(poot|poten|stoel\w*|zitting|pijler\w*)\b/i, reason: picture },
    { pattern: /\b(altijd|vaak|soms|zelden|regelmatig|meestal|steeds)\b/i, reason: frequency },
    { pattern: /\b(niet|geen|nooit|niemand|niets)\b/i, reason: negation }
  ],
  en: [
    { pattern: /\b(legs?|chair|stool|pillars?)\b/i, reason: picture },
    { pattern: /\b(always|often|sometimes|rarely|regularly|usually)\b/i, reason: frequency },
    { pattern: /\b(not|no|never|nobody|nothing)\b|n't\b/i, reason: negation }
  ]
};

/** What an entry of the toolkit does not say. A message to a stranger may say u, so that is not among it. */
const inTexts: Record<Locale, readonly Rule[]> = {
  nl: [
    { pattern: /\b(hij|hem|hijzelf)\b/i, reason: 'says he; name the person or the thing again (C44)' },
    { pattern: /\b(autonomie\w*|socio-?emotione\w*|sociaal-emotione\w*|netwerk(onder)?steun\w*)\b/i, reason: jargon },
    { pattern: /\b(gefaald|mislukkeling|zwakte ?punten|probleemgeval)\b/i, reason: blame },
    { pattern: /\b(mindset|empower\w*|stakeholders?|deliverables?|commitment|feedforward|implementeren|faciliteren)\b/i, reason: fashion }
  ],
  en: [
    { pattern: /\b(he|him|his|she|her|hers)\b/i, reason: gendered },
    { pattern: /\b(autonomy|socio-?emotional|network support|career support)\b/i, reason: jargon },
    { pattern: /\b(loser|failure of a person|weaknesses|problem case)\b/i, reason: blame },
    { pattern: /\b(mindset|empower\w*|stakeholders?|deliverables?|leverage|synerg\w*|facilitate)\b/i, reason: fashion }
  ]
};

/** Why these words do not belong in an entry of the toolkit; empty when they do. */
export function faultsOfText(text: string, language: Locale): string[] {
  return broken(text, inTexts[language]);
}

/** Why these words do not belong in a message; empty when they do. */
export function faultsOfWords(text: string, language: Locale): string[] {
  return broken(text, everywhere[language]);
}

/** Why these words do not belong in an item of a questionnaire. `longest`: in words. */
export function faultsOfItem(text: string, language: Locale, longest: number): string[] {
  const count = text.split(/\s+/).filter(Boolean).length;
  const tooLong = count > longest ? [`has ${count} words; at most ${longest}`] : [];
  return [...tooLong, ...broken(text, [...everywhere[language], ...inItems[language]])];
}

function broken(text: string, rules: readonly Rule[]): string[] {
  return rules.flatMap(({ pattern, reason }) => {
    const found = pattern.exec(text);
    return found ? [`"${found[0]}" ${reason}`] : [];
  });
}
