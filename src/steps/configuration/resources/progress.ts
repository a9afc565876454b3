import type { Verbs } from '../../../launch/verbs.ts';
import { copyingSheet } from './copy.ts';

/** Fewer are made before anybody could read how many there are. */
const fewest = 20;

/** Shows how far a long re-creation is, a hundred times at most. To be told of every copy that came to its end. */
export function copyingProgress(step: Verbs, total: number): (how: 'made' | 'refused') => void {
  const counts = { made: 0, refused: 0 };
  const apart = Math.max(1, Math.floor(total / 100));
  const show = (): void => {
    if (total >= fewest) step.show(copyingSheet({ total, ...counts }));
  };
  show();
  return (how) => {
    counts[how] += 1;
    if ((counts.made + counts.refused) % apart === 0) show();
  };
}
