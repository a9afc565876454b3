import { useEffect, useState } from 'react';

/** The time in milliseconds since 1970, renewed every second while it ticks. */
export function useClock(now: () => number, ticks: boolean): number {
  const [, renew] = useState(0);
  useEffect(() => {
    if (!ticks) return;
    const timer = setInterval(() => renew((count) => count + 1), 1_000);
    return () => clearInterval(timer);
  }, [ticks]);
  return now();
}
