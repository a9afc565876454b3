import type { World } from '../../steps/world.ts';

/** A rehearsal that stands, whatever Flint it talks to. */
export interface Rehearsal {
  readonly world: World;
  readonly journalFile: string;
  /** The embedded sandbox of this rehearsal, where there is one. */
  readonly sandboxUrl?: string;
  /** Puts everything away. After a complete rehearsal the next one begins anew. */
  readonly close: (complete: boolean) => Promise<void>;
}
