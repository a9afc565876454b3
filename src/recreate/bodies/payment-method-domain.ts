import { isIP } from 'node:net';
import { byHand, notes } from '../copy.ts';
import { textIn } from '../raw.ts';
import { type Drafting, draftOf } from './draft.ts';

/**
 * A host that shows Apple Pay and Google Pay. It has neither reference nor metadata, so its name is all that it is recognised by (the API
 * notes, catalog, section 5).
 */
export const draftPaymentMethodDomain: Drafting = ({ raw }) => {
  const host = textIn(raw, 'domain_name');
  if (host === undefined || !isHostName(host)) return { byHand: byHand.unclearHost };
  if (raw.status === 'inactive') return { byHand: byHand.hostSwitchedOff };
  if (raw.status !== 'active') return { byHand: byHand.unknownStatus };
  if (!host.includes('.') || privateEndings.test(host)) return { byHand: byHand.hostNotPublic };
  return draftOf({ domain_name: host }, { notes: [notes.host] });
};

/** Whether it is the name of one host: no scheme, path, port or wildcard, and no number in the place of a name. */
function isHostName(host: string): boolean {
  const address = `https://${host}`;
  return labels.test(host) && URL.canParse(address) && isIP(new URL(address).hostname) === 0;
}

const labels = /^[\p{L}\p{M}\p{N}_-]+(?:\.[\p{L}\p{M}\p{N}_-]+)*$/u;

// Names that lead nowhere on the internet: wallets are shown to buyers on public hosts only.
const privateEndings = /\.(?:local|localhost|internal|home|lan|test|invalid)$/;
