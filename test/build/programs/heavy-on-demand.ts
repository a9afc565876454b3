/** Loads what a first screen must not wait for, and uses each of it once. */
export async function startHeavy(): Promise<string> {
  const { exerciseHeavy } = await import('./heavy.ts');
  return exerciseHeavy();
}
