/** How the reference begins of every order that a launch makes itself. */
export const ownMarker = 'golive-';

/** The marker by which a later run finds its own order again. `round` counts the orders of a launch. */
export function orderMarker(launchId: string, round: number): string {
  return `${ownMarker}${launchId}-verification${round === 1 ? '' : `-${round}`}`;
}
