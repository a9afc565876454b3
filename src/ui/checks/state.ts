import type { Block, Tone } from '../../launch/sheet.ts';
import type { Notice, TargetName } from '../../launch/state.ts';

/** How an item stands. `attested` is a person's word for what could not be seen; it is never shown as done. */
export type Standing = 'checking' | 'done' | 'attested' | 'missing' | "can't tell";

/** One thing that was checked, and what came of it. All texts are words for people, times are RFC 3339. */
export interface BrowsedItem {
  readonly id: string;
  /** Items of one group stand together under its name; an empty one has no heading. */
  readonly group: string;
  readonly title: string;
  readonly standing: Standing;
  /** Empty while it is being checked for the first time. */
  readonly message: string;
  readonly detail?: string;
  readonly remedy?: string;
  readonly evidence: readonly { readonly what: string; readonly at: string; readonly requestId?: string }[];
  /** What can be put right from here. */
  readonly fix?: { readonly title: string; readonly effect: string };
  /** Whether a person may give their word for it. */
  readonly attestable: boolean;
  readonly attested?: { readonly by: string; readonly at: string };
  /** It only says how something is, neither well nor wrong, and is in no sum. */
  readonly uncounted?: true;
}

/** Everything that the screen of checks shows. */
export interface BrowsedState {
  /** The command as it is typed, such as `flint-golive checklist`. */
  readonly command: string;
  readonly target?: TargetName;
  readonly account?: { readonly merchantId: string; readonly name?: string };
  /** At the right edge of the title: the sum of it all in a few words. */
  readonly sum: string;
  readonly headline: string;
  /** What stands between headline and items. */
  readonly blocks?: readonly Block[];
  readonly items: readonly BrowsedItem[];
  /** Other words for the standings; absent ones are called what they are. */
  readonly words?: Partial<Readonly<Record<Standing, string>>>;
  /** What is being put right at this moment, in words. */
  readonly busy?: string;
  /** What came of the last thing that was done here. */
  readonly said?: { readonly text: string; readonly tone: Tone };
  readonly notice?: Notice;
}

/** What the screen may ask for. Each takes effect in the state; none of them throws. */
export interface BrowseControls {
  readonly getState: () => BrowsedState;
  readonly subscribe: (listener: () => void) => () => void;
  /** Checks everything anew. */
  readonly checkAgain: () => void;
  /** Applies an item's fix, which the person has confirmed, and checks the item again. */
  readonly applyFix: (id: string) => void;
  /** Keeps a person's word for an item. */
  readonly attest: (id: string, by: string) => void;
  /** Takes that word back. */
  readonly withdraw: (id: string) => void;
  readonly leave: (how: 'chosen' | 'interrupted') => void;
}

/** The items that a sum is about. */
export function counted(items: readonly BrowsedItem[]): readonly BrowsedItem[] {
  return items.filter(({ uncounted }) => uncounted !== true);
}

/** Whether an item still needs somebody: neither done nor attested. */
export function isOpen({ standing }: BrowsedItem): boolean {
  return standing !== 'done' && standing !== 'attested';
}
