import enAcquaintance from './messages/acquaintance.en.json' with { type: 'json' };
import nlAcquaintance from './messages/acquaintance.nl.json' with { type: 'json' };
import enAgreement from './messages/agreement.en.json' with { type: 'json' };
import nlAgreement from './messages/agreement.nl.json' with { type: 'json' };
import enApp from './messages/app.en.json' with { type: 'json' };
import nlApp from './messages/app.nl.json' with { type: 'json' };
import enCalendar from './messages/calendar.en.json' with { type: 'json' };
import nlCalendar from './messages/calendar.nl.json' with { type: 'json' };
import enChoice from './messages/choice.en.json' with { type: 'json' };
import nlChoice from './messages/choice.nl.json' with { type: 'json' };
import enConversation from './messages/conversation.en.json' with { type: 'json' };
import nlConversation from './messages/conversation.nl.json' with { type: 'json' };
import enDesk from './messages/desk.en.json' with { type: 'json' };
import nlDesk from './messages/desk.nl.json' with { type: 'json' };
import enHats from './messages/hats.en.json' with { type: 'json' };
import nlHats from './messages/hats.nl.json' with { type: 'json' };
import enImport from './messages/import.en.json' with { type: 'json' };
import nlImport from './messages/import.nl.json' with { type: 'json' };
import enIntake from './messages/intake.en.json' with { type: 'json' };
import nlIntake from './messages/intake.nl.json' with { type: 'json' };
import enLive from './messages/live.en.json' with { type: 'json' };
import nlLive from './messages/live.nl.json' with { type: 'json' };
import enMail from './messages/mail.en.json' with { type: 'json' };
import nlMail from './messages/mail.nl.json' with { type: 'json' };
import enOutcome from './messages/outcome.en.json' with { type: 'json' };
import nlOutcome from './messages/outcome.nl.json' with { type: 'json' };
import enOwnTools from './messages/own-tools.en.json' with { type: 'json' };
import nlOwnTools from './messages/own-tools.nl.json' with { type: 'json' };
import enPair from './messages/pair.en.json' with { type: 'json' };
import nlPair from './messages/pair.nl.json' with { type: 'json' };
import enProgramme from './messages/programme.en.json' with { type: 'json' };
import nlProgramme from './messages/programme.nl.json' with { type: 'json' };
import enSettings from './messages/settings.en.json' with { type: 'json' };
import nlSettings from './messages/settings.nl.json' with { type: 'json' };
import enSignIn from './messages/sign-in.en.json' with { type: 'json' };
import nlSignIn from './messages/sign-in.nl.json' with { type: 'json' };
import enToolkit from './messages/toolkit.en.json' with { type: 'json' };
import nlToolkit from './messages/toolkit.nl.json' with { type: 'json' };

const nl = {
  ...nlAcquaintance,
  ...nlAgreement,
  ...nlApp,
  ...nlCalendar,
  ...nlChoice,
  ...nlConversation,
  ...nlDesk,
  ...nlHats,
  ...nlImport,
  ...nlIntake,
  ...nlLive,
  ...nlMail,
  ...nlOutcome,
  ...nlOwnTools,
  ...nlPair,
  ...nlProgramme,
  ...nlSettings,
  ...nlSignIn,
  ...nlToolkit
};

/** Every message in both languages; Dutch leads, and a key that English lacks does not compile. */
export const messages: { nl: typeof nl; en: Record<keyof typeof nl, string> } = {
  nl,
  en: {
    ...enAcquaintance,
    ...enAgreement,
    ...enApp,
    ...enCalendar,
    ...enChoice,
    ...enConversation,
    ...enDesk,
    ...enHats,
    ...enImport,
    ...enIntake,
    ...enLive,
    ...enMail,
    ...enOutcome,
    ...enOwnTools,
    ...enPair,
    ...enProgramme,
    ...enSettings,
    ...enSignIn,
    ...enToolkit
  }
};
