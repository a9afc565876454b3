import type { Check, Verdict } from '../../../src/checks/check.ts';
import { runChecks } from '../../../src/checks/check.ts';
import type { CheckContext, CodePlace } from '../../../src/checks/context.ts';

/** What one check says, run as the checklist runs it: a crash is a verdict too. */
export async function ask(check: Check<CheckContext>, context: CheckContext): Promise<Verdict> {
  const [checked] = await runChecks([check], context);
  if (checked === undefined) throw new Error('A check answers.');
  return checked.verdict;
}

/** Lines of one source file, as a project gives them. */
export function code(...lines: readonly string[]): CodePlace[] {
  return lines.map((text, index) => ({ file: 'src/shop.js', line: index + 1, text }));
}

/** A line by which code is known to talk to Flint. */
export const callsFlint = "const flint = 'https://api.withflintpay.com';";
