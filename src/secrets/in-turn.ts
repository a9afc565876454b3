const lastByKey = new Map<string, Promise<unknown>>();

/** Runs tasks that share a key one after the other, in the order in which they came. */
export async function inTurn<Result>(key: string, task: () => Promise<Result>): Promise<Result> {
  const before = lastByKey.get(key) ?? Promise.resolve();
  const current = before.then(task, task);
  lastByKey.set(key, current);
  try {
    return await current;
  } finally {
    if (lastByKey.get(key) === current) lastByKey.delete(key);
  }
}
