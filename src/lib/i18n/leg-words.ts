import type { SupportType } from '#lib/domain/support/support-type.ts';
import { m } from './m.ts';

/** The plain names of the four legs, in the reader's language. */
export function legNames(): Record<SupportType, string> {
  return {
    'socio-emotional': m.leg_socio_emotional(),
    network: m.leg_network(),
    autonomy: m.leg_autonomy(),
    career: m.leg_career()
  };
}

/** The names the book gives the four legs. */
export function legNamesInBook(): Record<SupportType, string> {
  return {
    'socio-emotional': m.leg_book_socio_emotional(),
    network: m.leg_book_network(),
    autonomy: m.leg_book_autonomy(),
    career: m.leg_book_career()
  };
}
