import { byHand, notes } from '../copy.ts';
import { markedFields } from '../marker.ts';
import { pick, textIn } from '../raw.ts';
import { type Drafting, draftOf, metadataNotes } from './draft.ts';

/** A code of a promotion. Its text never changes afterwards; it has no external reference (the API notes, catalog, section 5). */
export const draftPromotionCode: Drafting = (code, { sandbox }) => {
  const { raw, parentId } = code;
  if (textIn(raw, 'code') === undefined || parentId === undefined) return { byHand: byHand.unclearCode };
  if (raw.status === 'expired') return { byHand: byHand.codeExpired };
  const switchOff = raw.status === 'inactive';
  const body = {
    ...pick(raw, ['code', 'max_uses', 'expires_at', 'timezone']),
    ...markedFields(code.id, raw, { reference: false }),
  };
  return draftOf(body, {
    promotion: parentId,
    references: [parentId],
    switchOff,
    notes: [
      ...(switchOff ? [notes.switchedOff] : []),
      ...(raw.status === 'exhausted' ? [notes.usesStartAgain] : []),
      ...metadataNotes(raw, sandbox),
    ],
  });
};
