/** Works through items, at most `limit` at a time. The first failure stops taking items and is thrown. */
export async function forEachAtOnce<Item>(
  items: AsyncIterable<Item>,
  limit: number,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const iterator = items[Symbol.asyncIterator]();
  let stopped = false;
  const takeTurns = async () => {
    while (!stopped) {
      const next = await iterator.next();
      if (next.done) return;
      await work(next.value);
    }
  };
  try {
    await Promise.all(
      Array.from({ length: limit }, () =>
        takeTurns().catch((error: unknown) => {
          stopped = true;
          throw error;
        }),
      ),
    );
  } finally {
    await iterator.return?.();
  }
}
