import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { startTerminal, type Terminal, type TerminalOptions } from './terminal.ts';

const running: Terminal[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map((terminal) => terminal.close()));
});

/** Starts a small program, given as source text. */
function start(source: string, options: Partial<TerminalOptions> = {}): Terminal {
  const terminal = startTerminal({ command: process.execPath, args: ['-e', source], ...options });
  running.push(terminal);
  return terminal;
}

/** Shows each read of the terminal on a row of its own, in raw mode; `setup` is written first. */
function startEcho(setup = ''): Terminal {
  return start(`
    process.stdin.setRawMode(true);
    process.stdin.on('data', (bytes) => process.stdout.write(encodeURI(String(bytes)) + '\\r\\n'));
    process.stdout.write(${JSON.stringify(setup)} + 'ready\\r\\n');
  `);
}

/** A read as startEcho shows it. */
const read = (bytes: string): RegExp => new RegExp(`^${encodeURI(bytes).replace(/[?[\]]/g, '\\$&')}$`, 'm');

describe('what the program is given', () => {
  it('a terminal of the size asked for, told of each new size', async () => {
    const terminal = start(
      `
        const show = () => console.log(process.stdout.columns + 'x' + process.stdout.rows, process.stdin.isTTY);
        process.stdout.on('resize', show);
        process.stdin.resume();
        show();
      `,
      { columns: 60, rows: 20 },
    );
    await terminal.waitForText('60x20 true');
    terminal.resize(100, 30);
    await terminal.waitForText('100x30 true');
    expect(terminal.screen()).toHaveLength(30);
  });

  it('a clean environment with what was asked for', async () => {
    process.env.TERMINAL_TEST_LEAK = 'leaked';
    const terminal = start('console.log([process.env.TERM, process.env.WANTED, process.env.TERMINAL_TEST_LEAK]);', {
      env: { WANTED: 'yes' },
    });
    await terminal.exited;
    delete process.env.TERMINAL_TEST_LEAK;
    expect(terminal.screen()[0]).toBe("[ 'xterm-256color', 'yes', undefined ]");
  });

  it('answers to its questions, such as where the cursor is', async () => {
    const terminal = startEcho('\x1b[6n');
    await terminal.waitForText(read('\x1b[1;1R'));
  });
});

describe('what the person does', () => {
  it.each([
    ['a', 'a'],
    ['?', '?'],
    ['é', 'é'],
    ['enter', '\r'],
    ['escape', '\x1b'],
    ['tab', '\t'],
    ['backspace', '\x7f'],
    ['up', '\x1b[A'],
    ['left', '\x1b[D'],
    ['delete', '\x1b[3~'],
    ['ctrl-c', '\x03'],
  ])('pressing %s sends the bytes of that key', async (key, bytes) => {
    const terminal = startEcho();
    await terminal.waitForText('ready');
    terminal.press(key);
    await terminal.waitForText(read(bytes));
  });

  it('a key without a name is refused', () => {
    const terminal = startEcho();
    expect(() => terminal.press('return')).toThrow('no key is called "return"');
    expect(() => terminal.press('ab')).toThrow('no key');
  });

  it('arrows follow the mode that the program has chosen', async () => {
    const terminal = startEcho('\x1b[?1h');
    await terminal.waitForText('ready');
    terminal.press('up');
    await terminal.waitForText(read('\x1bOA'));
  });

  it('typing arrives in one read', async () => {
    const terminal = startEcho();
    await terminal.waitForText('ready');
    terminal.type('hello\r');
    await terminal.waitForText(read('hello\r'));
  });

  it('a paste is bracketed only for a program that asked for it', async () => {
    const plain = startEcho();
    await plain.waitForText('ready');
    plain.paste('two\nlines');
    await plain.waitForText(read('two\rlines'));

    const bracketed = startEcho('\x1b[?2004h');
    await bracketed.waitForText('ready');
    bracketed.paste('two\nlines');
    await bracketed.waitForText(read('\x1b[200~two\rlines\x1b[201~'));
  });
});

describe('what the person sees', () => {
  it('cells with their colours and styles', async () => {
    const terminal = start(`
      process.stdout.write('\\x1b[32mgreen \\x1b[0;2mdim \\x1b[0;7mLIVE\\x1b[0;38;2;1;2;3mx\\x1b[0;48;5;200my\\x1b[0m漢z');
    `);
    await terminal.waitForText('漢z');
    const row = terminal.cells()[0] ?? [];
    const at = (text: string) => row.find((cell) => cell.text === text);
    expect(at('g')).toMatchObject({ foreground: 2, background: 'default', dim: false, inverse: false });
    expect(at('d')).toMatchObject({ foreground: 'default', dim: true });
    expect(at('L')).toMatchObject({ inverse: true, bold: false });
    expect(at('x')).toMatchObject({ foreground: '#010203' });
    expect(at('y')).toMatchObject({ background: 200 });
    expect(at('漢')).toMatchObject({ width: 2, foreground: 'default' });
  });

  it('the alternate screen apart from the normal one', async () => {
    const terminal = startEcho('before\r\n\x1b[?1049h\x1b[H\x1b[?25linside ');
    await terminal.waitForText('inside ready');
    expect(terminal.isAlternateScreen()).toBe(true);
    expect(terminal.screen()[0]).toBe('inside ready');
    expect(terminal.normalScreen()[0]).toBe('before');
    expect(terminal.modes().cursorVisible).toBe(false);
  });

  it('only what a narrowed terminal still has room for', async () => {
    const terminal = startEcho(`\x1b[?1049h\x1b[H${'x'.repeat(60)}\r\n`);
    await terminal.waitForText('ready');
    terminal.resize(40, 10);
    expect(terminal.screen()[0]).toBe('x'.repeat(40));
    expect(terminal.cells()[0]).toHaveLength(40);
  });

  it('modes that were taken back', async () => {
    const terminal = start(
      `process.stdout.write('\\x1b[?25l\\x1b[?2004h\\x1b[?1049h\\x1b[?1049l\\x1b[?2004l\\x1b[?25hend')`,
    );
    await terminal.exited;
    expect(terminal.modes()).toEqual({
      cursorVisible: true,
      bracketedPaste: false,
      applicationCursorKeys: false,
      mouseTracking: false,
      focusReports: false,
      synchronizedOutput: false,
    });
    expect(terminal.isAlternateScreen()).toBe(false);
    expect(terminal.cursor()).toEqual({ column: 3, row: 0 });
  });

  it('what scrolled away, and that it is gone when the program wipes it', async () => {
    const lines = `for (let line = 1; line <= 30; line += 1) console.log('line ' + line);`;
    const kept = start(lines, { rows: 10 });
    await kept.exited;
    expect(kept.scrollback().slice(0, 2)).toEqual(['line 1', 'line 2']);
    expect(kept.screen().at(-2)).toBe('line 30');

    const wiped = start(`${lines} process.stdout.write('\\x1b[3J')`, { rows: 10 });
    await wiped.exited;
    expect(wiped.scrollback()).toEqual([]);
  });

  it('titles and clipboard writes, which text from outside must not reach', async () => {
    const terminal = start(`process.stdout.write('\\x1b]0;a title\\x07\\x1b]52;c;c2VjcmV0\\x07done')`);
    await terminal.waitForText('done');
    expect(terminal.title()).toBe('a title');
    expect(terminal.clipboard()).toEqual(['c;c2VjcmV0']);
    expect(terminal.output()).toContain('c2VjcmV0');
    expect(terminal.screen()[0]).toBe('done');
  });

  it('pictures, with text escaped and inverse drawn as a box', async () => {
    const terminal = start(`process.stdout.write('\\x1b[7mLIVE\\x1b[0m Canvas & <Co>')`, { columns: 40, rows: 2 });
    await terminal.waitForText('Canvas');
    const svg = terminal.snapshotSvg();
    expect(svg).toContain('Canvas &amp; &lt;Co&gt;');
    expect(svg).toMatch(/<rect [^>]*width="36" [^>]*fill="#d4d4d4"/);
    expect(terminal.snapshotSvg('light')).toContain('fill="#ffffff"');
    expect(terminal.serialize()).toContain('\x1b[7mLIVE');
  });
});

describe('waiting', () => {
  it('finds a text by its parts and by an expression', async () => {
    const terminal = start(`console.log('Step 3 of 5'); process.stdin.resume();`);
    await terminal.waitForText('Step 3');
    await terminal.waitForText(/Step \d of \d/);
    await terminal.waitFor(() => terminal.cursor().row === 1);
  });

  it('fails with the screen when time is out', async () => {
    const terminal = startEcho();
    await terminal.waitForText('ready');
    const waiting = terminal.waitForText('never', { timeout: 20 });
    await expect(waiting).rejects.toThrow(/waited for "never", but not within 20 ms[\s\S]*\| ready/);
  });

  it('fails at once when the program ends, after everything it wrote has been looked at', async () => {
    const terminal = start(`process.stdout.write('x'.repeat(100_000) + 'the end')`);
    await terminal.waitForText('the end');
    await expect(terminal.waitForText('never')).rejects.toThrow('the program has ended');
  });

  it('does not look at a half-drawn synchronized frame', async () => {
    const terminal = start(`
      process.stdin.once('data', () => { process.stdout.write('whole\\x1b[?2026l'); });
      process.stdin.setRawMode(true);
      process.stdout.write('\\x1b[?2026hhalf ');
    `);
    const looks: string[] = [];
    const whole = terminal.waitFor(() => looks.push(terminal.screen()[0] ?? '') > 0 && looks.at(-1) !== '');
    await vi.waitUntil(() => terminal.screen()[0] === 'half', { timeout: 10_000, interval: 5 });
    terminal.press('enter');
    await whole;
    expect(looks).not.toContain('half');
    expect(looks.at(-1)).toBe('half whole');
  });
});

describe('the end of a program', () => {
  it.each([
    ['process.exit(7)', { exitCode: 7, signal: undefined }],
    [`process.kill(process.pid, 'SIGTERM'); setInterval(() => {}, 1000)`, { exitCode: 0, signal: 'SIGTERM' }],
  ])('%s is told', async (source, expected) => {
    await expect(start(source).exited).resolves.toEqual(expected);
  });

  it('can be brought about by a signal that the program handles', async () => {
    const terminal = start(`
      process.on('SIGINT', () => { console.log('bye'); process.exit(130); });
      process.stdin.resume();
      console.log('ready');
    `);
    await terminal.waitForText('ready');
    terminal.kill('SIGINT');
    expect(await terminal.exited).toEqual({ exitCode: 130, signal: undefined });
    expect(terminal.screen()).toContain('bye');
  });

  it('is final: nothing can be typed any more, and closing does nothing', async () => {
    const terminal = start('');
    await terminal.exited;
    expect(() => terminal.press('enter')).toThrow('the program has ended');
    await terminal.close();
  });

  it('of a program that resists is brought about by closing', async () => {
    const terminal = start(`for (const name of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(name, () => {});
      process.stdin.resume(); console.log('ready');`);
    await terminal.waitForText('ready');
    await terminal.close();
    expect((await terminal.exited).signal).toBe('SIGKILL');
  });

  it('of a program that cannot be found is told', async () => {
    const terminal = startTerminal({ command: fileURLToPath(new URL('nothing-here', import.meta.url)) });
    running.push(terminal);
    expect((await terminal.exited).exitCode).not.toBe(0);
  });
});
