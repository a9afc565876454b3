import stringWidth from 'string-width';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Sheet } from '../../src/launch/sheet.ts';
import type { LaunchState } from '../../src/launch/state.ts';
import { App } from '../../src/ui/app.tsx';
import { plainLines } from '../../src/ui/layout/line.ts';
import { layoutQrCode, qrCodeOf } from '../../src/ui/layout/qr-code.ts';
import { standingLaunch } from './controls.ts';
import { playgroundNow } from './playground/moments.ts';
import { playground } from './playground/playground.ts';
import { openTerminal } from './terminal.tsx';

const waiting = playground['readiness: waiting'] ?? raise();
const url = 'https://dashboard.withflintpay.com/onboarding';

function raise(): never {
  throw new Error('missing in the playground');
}

function linkedTo(address: string): Sheet {
  return { headline: 'Submit it here', blocks: [{ kind: 'link', purpose: 'verify', label: 'Here:', url: address }] };
}

function open(
  state: LaunchState = waiting,
  size: { columns: number; rows: number; screenReader?: boolean } = { columns: 80, rows: 24 },
) {
  const launch = standingLaunch(state);
  const terminal = openTerminal(<App controls={launch} openLink={() => undefined} now={() => playgroundNow} />, size);
  return { ...terminal, launch };
}

/** What is drawn of an address on a terminal of which nothing is known. */
function drawing(address: string, quietZone: number, drawn: 'light' | 'dark' = 'light'): string {
  return plainLines(layoutQrCode(qrCodeOf(address) ?? [], quietZone, drawn)).join('\n');
}

const trimmed = (frame: string): string => frame.replace(/ +$/gm, '');

beforeEach(() => void vi.stubEnv('COLORFGBG', undefined));
afterEach(() => void vi.unstubAllEnvs());

describe('the QR code of a page', () => {
  it('opens with m, with its address below, and Esc closes it', async () => {
    const screen = open();
    await screen.shows('m QR code');
    screen.send('m');
    await screen.shows(url);
    await screen.shows((frame) => trimmed(frame).includes(drawing(url, 4)));
    expect(screen.frame()).toMatch(/LIVE.*Step 3 of 5/);
    expect(screen.frame()).toContain('Esc close   i invert   q leave');
    screen.send('\u001B');
    await screen.shows('Next look in 24 s.');
    expect(screen.launch.done).toEqual([]);
  });

  it('is never cut: it fits with its address, or a sentence says what is missing', async () => {
    for (const columns of [36, 40, 60, 80, 120]) {
      for (const rows of [6, 10, 16, 20, 21, 22, 24, 40]) {
        const screen = open(waiting, { columns, rows });
        screen.send('m');
        await screen.shows((frame) => /i invert|fit:/.test(frame) || rows < 8);
        const lines = screen.frame().split('\n');
        expect(lines.length).toBeLessThanOrEqual(rows);
        for (const line of lines) expect(stringWidth(line)).toBeLessThanOrEqual(columns);
        const whole = [4, 3, 2].some((zone) => trimmed(screen.frame()).includes(drawing(url, zone)));
        expect(whole || !/[█▀▄]/.test(screen.frame()), `${columns}x${rows}\n${screen.frame()}`).toBe(true);
        screen.close();
      }
    }
  });

  it('appears once the window has become large enough', async () => {
    const screen = open(waiting, { columns: 60, rows: 12 });
    screen.send('m');
    await screen.shows('The QR code does not fit: it takes 33 columns and 20 rows');
    screen.output.resize(60, 20);
    await screen.shows((frame) => trimmed(frame).includes(drawing(url, 2)));
    expect(screen.frame()).toContain(url);
  });

  it('has the widest light margin that fits', async () => {
    const screen = open(waiting, { columns: 120, rows: 40 });
    screen.send('m');
    await screen.shows((frame) => trimmed(frame).includes(drawing(url, 4)));
    await screen.shows('If your phone does not read it, press i');
    await screen.shows('✓ Account   ✓ Live key');
  });

  it('swaps light and dark with i', async () => {
    const screen = open(waiting, { columns: 120, rows: 40 });
    screen.send('mi');
    await screen.shows(
      (frame) => trimmed(frame).includes(drawing(url, 4, 'dark').trimEnd()) && !frame.includes('████████████'),
    );
    screen.send('i');
    await screen.shows((frame) => trimmed(frame).includes(drawing(url, 4)));
  });

  it('begins with dark on light where the terminal says that its background is light', async () => {
    vi.stubEnv('COLORFGBG', '0;15');
    const screen = open(waiting, { columns: 120, rows: 40 });
    screen.send('m');
    await screen.shows((frame) => frame.includes('i invert') && !frame.includes('████████████'));
    expect(trimmed(screen.frame())).toContain(drawing(url, 4, 'dark').trimEnd());
  });

  it('says that a phone cannot open an address of this machine', async () => {
    for (const address of ['http://127.0.0.1:4000/checkout', 'http://localhost:4000/x', 'http://[::1]:4000/x']) {
      const screen = open({ ...waiting, sheet: linkedTo(address) }, { columns: 80, rows: 30 });
      screen.send('m');
      await screen.shows('This address is on this machine: a phone cannot open it.');
      screen.close();
    }
  });

  it('says so when an address is too long for any code', async () => {
    const screen = open({ ...waiting, sheet: linkedTo(`https://example.com/${'x'.repeat(4_000)}`) });
    screen.send('m');
    await screen.shows('The address is too long for a QR code.');
  });

  it('is offered for pages of the web only, and not to a screen reader', async () => {
    for (const address of ['file:///etc/passwd', 'javascript:alert(1)', 'not an address']) {
      const screen = open({ ...waiting, sheet: linkedTo(address) });
      await screen.shows('r look now');
      expect(screen.frame()).not.toContain('QR code');
      screen.send('kr');
      await vi.waitFor(() => expect(screen.launch.done).toEqual([['lookNow']]), { timeout: 10_000, interval: 5 });
      expect(screen.frame()).not.toMatch(/[█▀▄]/);
      screen.close();
    }
    const heard = open(waiting, { columns: 80, rows: 24, screenReader: true });
    await heard.shows('o open the dashboard');
    expect(heard.frame()).not.toContain('QR code');
  });

  it('goes away when the page is no longer offered, and does not come back over something else', async () => {
    const screen = open();
    screen.send('m');
    await screen.shows('i invert');
    screen.launch.show({ ...waiting, sheet: linkedTo('https://example.com/other') });
    await screen.shows('Next look in 24 s.');
    screen.launch.show({ ...waiting, moment: playground['cut over: failed']?.moment ?? raise() });
    await screen.shows('Try again');
  });

  it('never covers a question that comes while it is open', async () => {
    const screen = open();
    screen.send('m');
    await screen.shows('i invert');
    const question = playground['account: a way on while review runs']?.moment ?? raise();
    screen.launch.show({ ...waiting, moment: question });
    await screen.shows('> Go on to the live key');
    expect(screen.frame()).not.toMatch(/[█▀▄]/);
  });

  it('leaves the cursor of a list where it stood', async () => {
    const asking = playground['account: a way on while review runs'] ?? raise();
    const screen = open({ ...asking, sheet: linkedTo(url) }, { columns: 80, rows: 30 });
    screen.send('\u001B[B');
    await screen.shows('> Look again');
    screen.send('m');
    await screen.shows('i invert');
    screen.send('\u001B');
    await screen.shows('> Look again');
    screen.send('\r');
    await vi.waitFor(() => expect(screen.launch.done).toEqual([['answer', 'look-again']]), {
      timeout: 10_000,
      interval: 5,
    });
  });
});
