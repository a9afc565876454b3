import { useEffect, useState } from 'react';

/** Draws anew every second while it ticks. This is the only timer of the screens. */
export function useTicks(ticks: boolean): void {
  const [, renew] = useState(0);
  useEffect(() => {
    if (!ticks) return;
    const timer = setInterval(() => renew((count) => count + 1), 1_000);
    return () => clearInterval(timer);
  }, [ticks]);
}
