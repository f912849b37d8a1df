import { ofMatches, ofPairs, turnsRed } from '#test/judge-mutants.ts';

turnsRed('mutants of what a pair has', (name) => ofPairs.test(name) && !ofMatches.test(name));
