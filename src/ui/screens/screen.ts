import type { LaunchControls, LaunchState } from '../../launch/state.ts';
import type { Edit, Editing } from '../editing.ts';
import type { Line } from '../layout/line.ts';
import type { LocalState } from './local.ts';

/** Everything a screen is made from. */
export interface Situation {
  readonly state: LaunchState;
  readonly local: LocalState;
  readonly columns: number;
  readonly rows: number;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** A screen reader reads every change aloud, so nothing ticks then. */
  readonly screenReader: boolean;
  readonly actions: Actions;
}

/** What a key on a screen can do. */
export interface Actions extends Omit<LaunchControls, 'getState' | 'subscribe' | 'leave'> {
  readonly leave: () => void;
  readonly openLink: (url: string) => void;
  readonly change: (change: (local: LocalState) => LocalState) => void;
}

/** One screen, as data: what scrolls, what always stays in sight, and what the keys do. */
export interface Screen {
  /** What the screen is about; when it changes, scrolling starts again at the top. */
  readonly subject: string;
  /** Scrolls when there is no room for all of it. */
  readonly body: readonly Line[];
  /** Whether the body must be seen whole: the frame around it gives way. */
  readonly whole?: boolean;
  /** Stays in sight under the body. */
  readonly prompt: readonly Line[];
  /** Stands under the prompt where there is room, otherwise at the end of the body. */
  readonly explanation: readonly Line[];
  readonly control?: Control;
  /** Stays in sight under the control. */
  readonly below: readonly Line[];
  readonly keys: readonly KeyBinding[];
  /** The lines of the body, from 0, that have to be in sight, the first of them before all. */
  readonly focus?: { readonly from: number; readonly to: number };
  /** What Up and Down do, down if positive, with the body scrolled by `offset`; absent: they scroll, or belong to the list. */
  readonly move?: (direction: 1 | -1, offset: number) => void;
  /** Whether it shows a time that goes on, and has to be drawn again every second. */
  readonly ticks?: boolean;
}

/** What the person acts on: a list to pick from, or a field to type in. */
export type Control = ListControl | FieldControl;

export interface ListControl {
  readonly kind: 'list';
  readonly id: string;
  readonly items: readonly { readonly value: string; readonly label: string }[];
  readonly selected: string | undefined;
  readonly highlight: (value: string) => void;
  /** Absent where Enter and the digits mean something else than picking one. */
  readonly pick?: (value: string) => void;
}

export interface FieldControl {
  readonly kind: 'field';
  readonly id: string;
  /** Whether what is typed is a secret, of which nothing may be drawn. */
  readonly hidden: boolean;
  readonly editing: Editing;
  /** Whether keys go into the field. */
  readonly active: boolean;
  readonly edit: (edit: Edit) => void;
  readonly submit: () => void;
}

/** A key that works now. What the footer shows and what is listened to is one and the same. */
export interface KeyBinding {
  /** A character, or the name of another key: `escape`, `return`. */
  readonly key: string;
  /** How the key is written on screen; absent: as it is. */
  readonly shown?: string;
  readonly label: string;
  /** What it does; absent where the list, the field or the whole program listens to it. */
  readonly run?: () => void;
  /** Not shown, because another key that is shown does the same. */
  readonly silent?: boolean;
  /** Left out of the footer first where there is no room for all; the help still names it. */
  readonly minor?: boolean;
}
