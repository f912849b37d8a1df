import type { Locale } from '#lib/i18n/locale.ts';

/** What somebody types, and the entries that answer it; one of them belongs among the first three. */
export type Question = readonly [typed: string, answers: readonly string[]];

const noOneToAsk = [
  ...['network-map', 'who-fills-which-role', 'where-to-ask-what', 'first-message', 'case-field-buddy'],
  ...['insight-people-say-yes', 'insight-help-can-be-learned']
];
const hardTalk = ['rehearse-a-hard-talk', 'asking-for-room', 'fact-feeling-thought', 'preparing-to-negotiate', 'case-every-mail-checked'];
const missed = ['what-got-in-the-way', 'case-goal-not-reached', 'if-then-plan', 'five-stop-walk'];
const highBar = ['good-enough-line', 'insight-high-standards-and-worry'];
const farAway = [
  ...['insight-belonging', 'newcomer-lens', 'case-first-in-the-family', 'where-to-ask-what', 'network-map', 'who-fills-which-role'],
  'insight-help-can-be-learned'
];
const contacts = [
  ...['network-map', 'light-contact-log', 'first-message', 'one-step-out', 'two-sided-introduction', 'twenty-minute-work-talk'],
  ...['case-the-quick-introduction', 'insight-people-you-hardly-know', 'insight-people-say-yes']
];
const tooMuchAdvice = ['advice-meter', 'case-too-many-answers', 'your-three-first', 'your-agenda'];
const groupQuarrel = ['rules-for-our-group', 'two-sides-of-a-clash', 'fact-feeling-thought'];
const overload = ['full-plate', 'case-running-on-empty', 'insight-high-standards-and-worry', 'case-a-chance-too-many'];
const direction = [
  ...['three-futures', 'energy-map', 'career-dialogue', 'case-doubt-in-year-three', 'twenty-minute-work-talk', 'half-a-day-along'],
  'competence-mosaic'
];
const acquainting = ['choose-how-we-meet', 'question-cards', 'our-working-agreement'];
const goodbye = ['what-i-take-along', 'who-stays'];
const twoHats = ['insight-two-hats', 'which-hat-now', 'case-two-hats-one-talk'];
const landing = ['first-hundred-days', 'insight-starting-somewhere-new', 'newcomer-lens'];
const puttingOff = ['if-then-plan', 'good-enough-line', 'insight-keeping-track'];
const feedback = ['one-question-for-feedback', 'insight-feedback-can-hurt', 'question-or-criticism', 'starrt-card'];
const control = ['asking-for-room', 'case-every-mail-checked', 'insight-room-at-work', 'decision-handed-back'];

/** Twenty in each language, written before the search was: in people's own words, some spelt wrong. */
export const questions: Record<Locale, readonly Question[]> = {
  nl: [
    ['ik ken hier niemand', noOneToAsk],
    ['bang voor het gesprek met mijn baas', hardTalk],
    ['gezakt voor mijn tentamen', missed],
    ['de lat ligt te hoog', highBar],
    ['perfektionisme', highBar],
    ['solicitatiebrief', ['reading-a-vacancy']],
    ['heimwee', farAway],
    ['onderhandelen over salaris', ['preparing-to-negotiate']],
    ['netwreken', contacts],
    ['coach praat te veel', tooMuchAdvice],
    ['ruzie in de projectgroep', groupQuarrel],
    ['overspanen door werkdruk', overload],
    ['ik weet niet wat ik wil worden', direction],
    ['kennismaken met je coachee', acquainting],
    ['afscheid nemen van mijn coach', goodbye],
    ['nee leren zeggen', ['saying-no']],
    ['mentor die ook beoordeelt', twoHats],
    ['eerste werkdagen', landing],
    ['uitstelgedrag doorbreken', puttingOff],
    ['feedbak vragen', feedback]
  ],
  en: [
    ['nobody to ask for help', noOneToAsk],
    ['afraid of my boss', hardTalk],
    ['missed my deadlines', missed],
    ['imposter syndrome', [...highBar, 'competence-mosaic', 'fact-feeling-thought']],
    ['procrastinaton', puttingOff],
    ['networking for shy people', contacts],
    ['micromanaging boss', control],
    ['pay rise', ['preparing-to-negotiate']],
    ['cover leter', ['reading-a-vacancy']],
    ['internship learning goals', ['learning-on-placement', 'case-only-coffee', 'growth-path']],
    ['free riders in group work', groupQuarrel],
    ['overworked and exhausted', overload],
    ['homesick international student', farAway],
    ['icebreaker questions', acquainting],
    ['saying goodby', goodbye],
    ['coach gives too much advice', tooMuchAdvice],
    ['my teacher grades me and coaches me', twoHats],
    ['constructive critisism', feedback],
    ['which career suits me', direction],
    ['settling in at a new job', landing]
  ]
};
