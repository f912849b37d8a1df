import type { Locale } from '#lib/i18n/locale.ts';

/** Words that say nothing about what is looked for. Not in here: "no" and "nee", which do. */
const silent: Record<Locale, ReadonlySet<string>> = {
  nl: new Set(
    `aan al als ben bij bent dan dat de der deze die dit door dus een en er ging gaat gaan had heb hebben heeft het hier hij hoe hun ik in is iets je jij jou
    jouw kan kunnen kun ligt maar me meer met mij mijn moet moeten na naar nemen niet nog nu of om omdat ons onze ook op over te tot tussen u uit van veel voor
    waar wat we weet wel welke wie wij wil word worden wordt ze zelf zich zij zijn zo zou zonder zal zullen wanneer waarom toch heel erg`.split(
      /\s+/
    )
  ),
  en: new Set(
    `a about am an and any are as at be been but by can could did do does for from get gets give gives had has have he her his how i if in into is it its me
    more my of on or our she should so some than that the their them then there these they this to us was we were what when where which who why will with
    would you your very much too`.split(/\s+/)
  )
};

/** Takes a text apart into words: small letters, no accents, no marks. */
export function wordsOf(text: string): string[] {
  return text
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}

/** Whether a word, as `wordsOf` gives it, says nothing about what is looked for. */
export function isSilent(word: string, language: Locale): boolean {
  return silent[language].has(word);
}
