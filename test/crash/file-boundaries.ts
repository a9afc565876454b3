import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { relative } from 'node:path';
import { cross, diskTrouble, fateAt, meet } from './fate.ts';

type Operation = (...given: unknown[]) => unknown;
type Operations = Record<string, Operation>;

/** Descriptors and handles of files and folders that are open. */
const opened = new Map<unknown, string>();

let home = '';
let purpose = '';

/** Sets the journal entry that came last, so that each rewrite of the same file is a boundary of its own. */
export interface Purpose {
  readonly set: (purpose: string) => void;
}

/**
 * Makes a boundary of every change to a file or folder below a folder: before it, and in the middle of what it writes. The state
 * of the rehearsal's Flint is left out, since it stands for another machine.
 */
export function watchFiles(folder: string): Purpose {
  home = folder;
  // Their signatures differ; each is passed through as it came.
  const sync = fs as unknown as Operations;
  const promises = fs.promises as unknown as Operations;
  for (const name of ['rename', 'link', 'rm', 'unlink', 'copyFile', 'mkdir', 'chmod']) {
    replace(sync, `${name}Sync`, changing);
    replace(promises, name, promised(changing));
  }
  replace(sync, 'openSync', opening);
  for (const name of ['fsyncSync', 'ftruncateSync']) replace(sync, name, changingOpened);
  replace(sync, 'writeSync', (original) => writing(original, (_self, [place]) => opened.get(place)));
  replace(sync, 'writeFileSync', (original) => writing(original, (_self, [path]) => nameOf(path)));
  replace(promises, 'writeFile', promised(writingTo));
  replace(promises, 'open', openingHandle);
  syncBuiltinESMExports();
  return {
    set: (next) => {
      purpose = next;
    },
  };
}

type Around = (original: Operation) => Operation;

function replace(owner: Operations, name: string, around: Around): void {
  const original = owner[name];
  if (original !== undefined) owner[name] = around(original);
}

/** The same around an operation that answers with a promise: what it throws is a rejection. */
function promised(around: Around): Around {
  return (original) => {
    const watched = around(original);
    return async function (this: unknown, ...given) {
      return await watched.apply(this, given);
    };
  };
}

/** How a file is called in a boundary; undefined for one that is nobody's business here. */
function nameOf(path: unknown): string | undefined {
  if (typeof path !== 'string') return undefined;
  const name = relative(home, path);
  if (name.startsWith('..') || name.includes('sandbox.json')) return undefined;
  return name
    .replace(/\.tmp-\w+$/, '.tmp')
    .replace(/\.\d+(?=\.flint-golive-backup$)/, '')
    .replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '{token}');
}

/** Every entry is a write of its own to the journal, and whatever follows it to the project. */
function purposeOf(operation: string, name: string): string {
  const told = name.includes('/project/') || (operation === 'write' && name.includes('/journal.'));
  return purpose === '' || !told ? '' : ` (${purpose})`;
}

/** What a full disk refuses besides the writing of bytes. */
const takesRoom = /^(?:link|copyFile|mkdir)/;

function changing(original: Operation): Operation {
  return function (this: unknown, ...given) {
    const name = nameOf(given[0]);
    // Making a folder that is there changes nothing.
    if (name !== undefined && !(original.name.startsWith('mkdir') && fs.existsSync(String(given[0])))) {
      cross(`file ${original.name} ${name}${purposeOf('change', name)}`);
      throwTrouble(takesRoom.test(original.name) ? 'write' : 'other');
    }
    return original.apply(this, given);
  };
}

/** Opening for writing is a change of its own: it makes the file, or empties it. */
function beforeOpening(original: Operation, [path, flags]: unknown[]): void {
  const name = typeof flags === 'string' && /[wa+]/.test(flags) ? nameOf(path) : undefined;
  if (name === undefined) return;
  cross(`file ${original.name} ${name}${purposeOf('open', name)}`);
  throwTrouble(flags === 'r+' ? 'other' : 'write');
}

function opening(original: Operation): Operation {
  return function (this: unknown, ...given) {
    beforeOpening(original, given);
    const descriptor = original.apply(this, given);
    remember(descriptor, given);
    return descriptor;
  };
}

/** Handles have no public class; the first one that is opened for writing shows it. */
function openingHandle(original: Operation): Operation {
  let shown = false;
  return async function (this: unknown, ...given) {
    beforeOpening(original, given);
    const handle = await original.apply(this, given);
    remember(handle, given);
    if (!shown && opened.has(handle)) {
      shown = true;
      const prototype: Operations = Object.getPrototypeOf(handle);
      replace(
        prototype,
        'writeFile',
        promised((write) => writing(write, (self) => opened.get(self))),
      );
      for (const name of ['sync', 'chmod']) replace(prototype, name, promised(changingOpened));
    }
    return handle;
  };
}

function remember(place: unknown, [path]: unknown[]): void {
  const name = nameOf(path);
  if (name === undefined) opened.delete(place);
  else opened.set(place, name);
}

function changingOpened(original: Operation): Operation {
  return function (this: unknown, ...given) {
    const name = opened.get(given[0]) ?? opened.get(this);
    if (name !== undefined) {
      cross(`file ${original.name} ${name}${purposeOf('sync', name)}`);
      throwTrouble('other');
    }
    return original.apply(this, given);
  };
}

function writingTo(original: Operation): Operation {
  return writing(original, (_self, [path]) => nameOf(path));
}

/** Where something happens in the middle, the first half is on the disk; a signal that is handled lets the rest follow. */
function writing(original: Operation, nameIn: (self: unknown, given: unknown[]) => string | undefined): Operation {
  return function (this: unknown, ...given) {
    const name = nameIn(this, given);
    if (name === undefined) return original.apply(this, given);
    throwTrouble('write');
    const fate = fateAt(`file write ${name}${purposeOf('write', name)}`);
    if (fate === undefined) return original.apply(this, given);
    if (fate === 'SIGTERM' || fate === 'SIGINT') {
      meet(fate);
      return original.apply(this, given);
    }
    const half = original.apply(this, halved(given));
    if (half instanceof Promise) return half.then(() => endOf(fate));
    return endOf(fate);
  };
}

/** Ends the process, or throws what the disk answers. */
function endOf(fate: ReturnType<typeof fateAt>): never {
  meet(fate);
  throwTrouble('write');
  throw new Error('a write went on after its end');
}

function throwTrouble(operation: 'write' | 'other'): void {
  const trouble = diskTrouble(operation);
  if (trouble !== undefined) throw trouble;
}

/** The same write with the first half of what it writes. After bytes may come where they begin, how many, and where they go. */
function halved(given: unknown[]): unknown[] {
  const place = given.findIndex(
    (one) => Buffer.isBuffer(one) || (typeof one === 'string' && nameOf(one) === undefined),
  );
  const content = given[place];
  if (Buffer.isBuffer(content)) {
    const half = content.subarray(0, content.length / 2);
    const position = given[place + 3];
    return [...given.slice(0, place), half, ...(typeof position === 'number' ? [0, half.length, position] : [])];
  }
  if (typeof content !== 'string') return given;
  return given.map((one, index) => (index === place ? content.slice(0, content.length / 2) : one));
}
