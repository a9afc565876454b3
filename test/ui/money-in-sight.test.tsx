import { describe, expect, it } from 'vitest';
import { chargeSheet } from '../../src/steps/cut-over/charge/charge-copy.ts';
import { words } from '../../src/steps/cut-over/charge/copy.ts';
import type { Target } from '../../src/steps/target.ts';
import { App } from '../../src/ui/app.tsx';
import { standingLaunch } from './controls.ts';
import { asking, at, playgroundNow } from './playground/moments.ts';
import { openTerminal } from './terminal.tsx';

const amount = { amount: 100, currency: 'USD' };
const baseUrl = new URL('http://127.0.0.1:1');
const id = 'ord_01M8299KWX1WB5MA8PM643JP8F';

/** The confirmation of the charge on the smallest screen that a launch is made for, as one run of text. */
function confirmation(target: Target, order?: { readonly id: string; readonly isPaid: boolean }): string {
  const sheet = chargeSheet(target, 'Canvas & Co. Trading of Lisbon', amount, order);
  const declined = order === undefined ? words.declined : words.declinedOwn;
  const money = { phrase: 'charge 1.00', amount, declined };
  const state = at('cut-over', asking({ kind: 'money', prompt: 'Charge?', money }), { target: target.name, sheet });
  const terminal = openTerminal(
    <App controls={standingLaunch(state)} openLink={() => undefined} now={() => playgroundNow} />,
    { columns: 60, rows: 20 },
  );
  const frame = terminal.frame();
  terminal.close();
  return frame.replaceAll(/\s+/g, ' ');
}

describe.each([{ name: 'live', baseUrl } as const, { name: 'embedded', baseUrl } as const])(
  'the confirmation of a charge, $name, on a small screen',
  (target) => {
    it.each([
      ['of a page of Flint', undefined, 'never sees a card number'],
      ['of an order to pay', { id, isPaid: false }, 'in your own checkout, once confirmed'],
      ['of an order that is paid', { id, isPaid: true }, 'do not pay it again'],
    ])('%s says all of it without scrolling', (_, order, own) => {
      const shown = confirmation(target, order);
      expect(shown).not.toContain('PageDown');
      expect(shown).toContain('Not returned the processing fee');
      expect(shown).toContain('may have to wait for funds');
      expect(shown).toContain(own);
    });
  },
);
