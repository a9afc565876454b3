import { byHand, notes } from '../copy.ts';
import { textIn } from '../raw.ts';
import { type Drafting, draftOf } from './draft.ts';

/**
 * A host that shows Apple Pay and Google Pay. It has neither reference nor metadata, so its name is all that it is recognised by (the API
 * notes, catalog, section 5).
 */
export const draftPaymentMethodDomain: Drafting = ({ raw }) => {
  const host = textIn(raw, 'domain_name');
  if (host === undefined) return { byHand: byHand.unclearHost };
  if (raw.status === 'inactive') return { byHand: byHand.hostSwitchedOff };
  if (raw.status !== 'active') return { byHand: byHand.unknownStatus };
  if (!host.includes('.') || privateEndings.test(host)) return { byHand: byHand.hostNotPublic };
  return draftOf({ domain_name: host }, { notes: [notes.host] });
};

// Names that lead nowhere on the internet: wallets are shown to buyers on public hosts only.
const privateEndings = /\.(?:local|localhost|internal|home|lan|test|invalid)$/;
