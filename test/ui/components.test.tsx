import { cleanup, render } from 'ink-testing-library';
import { afterEach, describe, expect, it } from 'vitest';
import { ChoiceList } from '../../src/ui/components/choice-list.tsx';
import { viewField } from '../../src/ui/components/field-view.ts';
import { Lines } from '../../src/ui/components/lines.tsx';
import { editingOf } from '../../src/ui/editing.ts';
import { span } from '../../src/ui/layout/line.ts';
import type { FieldControl, ListControl } from '../../src/ui/screens/screen.ts';

afterEach(cleanup);

function list(count: number, selected: number): ListControl {
  const items = Array.from({ length: count }, (_, index) => ({ value: `v${index}`, label: `choice ${index}` }));
  return { kind: 'list', id: 'l', items, selected: `v${selected}`, highlight: () => undefined, pick: () => undefined };
}

function field(text: string, parts: Partial<FieldControl> = {}): FieldControl {
  return {
    kind: 'field',
    id: 'f',
    hidden: false,
    editing: editingOf(text),
    active: true,
    edit: () => undefined,
    submit: () => undefined,
    ...parts,
  };
}

describe('lines', () => {
  it('take one row each, also empty ones', () => {
    const { lastFrame } = render(<Lines lines={[[span('a')], [], [span('b'), span('c', { tone: 'proved' })]]} />);
    expect(
      lastFrame()
        ?.split('\n')
        .map((line) => line.trimEnd()),
    ).toEqual(['a', '', 'bc']);
  });

  it('are cut off where the terminal ends, and do not wrap', () => {
    const { lastFrame } = render(<Lines lines={[[span('x'.repeat(150))]]} />);
    expect(lastFrame()?.split('\n')).toHaveLength(1);
  });
});

describe('a list', () => {
  it('points at the selected line', () => {
    const { lastFrame } = render(<ChoiceList list={list(3, 1)} rows={3} />);
    expect(lastFrame()).toBe('  choice 0\n> choice 1\n  choice 2');
  });

  it('shows a part that holds the selected line when it is longer than its room, and says so', () => {
    const { lastFrame } = render(<ChoiceList list={list(20, 12)} rows={4} />);
    const lines = lastFrame()?.split('\n') ?? [];
    expect(lines).toHaveLength(4);
    expect(lines).toContain('> choice 12');
    expect(lines.at(-1)).toBe('  13 of 20 (Up and Down for the rest)');
  });
});

describe('a field', () => {
  it('holds nothing of a secret but its length', () => {
    const view = viewField(field('hunter2', { hidden: true }), 80, true);
    expect(view).toEqual({ before: '> (hidden) 7 characters ', under: '', after: '', rows: 1 });
  });

  it('draws the cursor over the character that it stands on', () => {
    const editing = { before: ['a'], after: ['b', 'c'] };
    expect(viewField(field('', { editing }), 80, true)).toMatchObject({ before: '> a', under: 'b', after: 'c' });
  });

  it('draws the cursor as a character of its own where nothing can be inverse', () => {
    const editing = { before: ['a'], after: ['b', 'c'] };
    expect(viewField(field('', { editing }), 80, false)).toMatchObject({ before: '> a', under: '|', after: 'bc' });
    expect(viewField(field('abc'), 80, false)).toMatchObject({ before: '> abc', under: '_', after: '' });
  });

  it('has no cursor while other keys work', () => {
    const editing = { before: ['a'], after: ['b'] };
    expect(viewField(field('', { editing, active: false }), 80, true)).toMatchObject({
      before: '> a',
      under: '',
      after: 'b',
    });
  });

  it('takes more rows for a longer text, and never more than three', () => {
    expect(viewField(field('x'.repeat(30)), 40, true).rows).toBe(1);
    expect(viewField(field('x'.repeat(60)), 40, true).rows).toBe(2);
    expect(viewField(field('x'.repeat(900)), 40, true).rows).toBe(3);
  });
});
