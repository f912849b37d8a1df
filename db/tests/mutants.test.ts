import { ofMatches, ofPairs, turnsRed } from '#test/judge-mutants.ts';

turnsRed('mutants', (name) => !ofPairs.test(name) && !ofMatches.test(name));
