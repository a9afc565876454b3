import type { Check } from '../../checks/check.ts';
import { checklist as items } from '../../checks/checklist/checklist.ts';
import type { CheckContext } from '../../checks/context.ts';
import { attestationsOf } from '../checks/attestations-of.ts';
import { endInWords } from '../checks/ending.ts';
import { attestAll, demandAttestable } from '../checks/headless-attesting.ts';
import { createRound } from '../checks/round.ts';
import { showRound } from '../checks/show-round.ts';
import type { ExitCode } from '../exit-codes.ts';
import { openStanding, type Standing } from '../standing/open-standing.ts';
import { type StandingFlags, type Where, whereIs } from '../standing/where.ts';
import { audienceOf } from '../terminal.ts';

/** What `flint-golive checklist` is told. */
export interface ChecklistFlags extends StandingFlags {
  /** The items that a person gives their word for, and that person's name. */
  readonly attest?: readonly string[];
  readonly by?: string;
}

/** `flint-golive checklist`: the guide's go-live checklist, each item done, missing, attested or not to be told. */
export async function checklist(flags: ChecklistFlags, programVersion: string): Promise<ExitCode> {
  const attesting = flags.attest !== undefined || flags.by !== undefined;
  const watching = audienceOf({ json: flags.json === true });
  const audience = attesting && watching === 'screens' ? 'plain' : watching;
  const ending = new AbortController();
  let standing: Standing | undefined;
  const close = async (): Promise<void> => {
    const opened = standing;
    standing = undefined;
    await opened?.close();
  };
  try {
    if (attesting) demandAttestable(flags, items);
    const where = whereIs(flags, process.env);
    const attestations = attestationsOf(where);
    const round = createRound({
      checks: checksFor(where),
      attestations,
      open: async () => {
        await close();
        const options = { environment: process.env, programVersion, signal: ending.signal };
        standing = await openStanding(flags, options);
        return standing.context;
      },
    });
    return await showRound({
      audience,
      round,
      presentation: () => presentation(where, standing),
      result: () => ({ launch: { target: where.target, name: where.name }, account: accountOf(standing) }),
      trouble: () => standing?.trouble,
      ...(attesting ? { afterwards: () => attestAll(round, flags) } : {}),
      stop: () => ending.abort(),
    });
  } catch (error) {
    return endInWords(error, audience);
  } finally {
    ending.abort();
    await close();
  }
}

/** A rehearsal on this machine is looked at on a copy of its state, where what is put right would be lost; fixes are for live. */
function checksFor({ target }: Where): readonly Check<CheckContext>[] {
  if (target === 'live') return items;
  return items.map((check) => ({
    ...check,
    run: async (context) => {
      const { fix: _fix, ...verdict } = await check.run(context);
      return verdict;
    },
  }));
}

function presentation(where: Where, standing: Standing | undefined) {
  const account = accountOf(standing);
  const notes = [
    standing !== undefined && standing.journal === undefined ? words.noLaunch(where.command) : undefined,
    standing?.context.withoutProduction,
  ].filter((note) => note !== undefined);
  return {
    command: 'flint-golive checklist',
    target: where.target,
    headline: words.headline,
    ...(account === undefined ? {} : { account }),
    blocks: notes.map((text) => ({ kind: 'text' as const, text, tone: 'waiting' as const })),
  };
}

function accountOf(standing: Standing | undefined): { readonly merchantId: string } | undefined {
  const merchantId = standing?.context.merchantId;
  return merchantId === undefined ? undefined : { merchantId };
}

const words = {
  headline: 'Is everything on the go-live checklist true?',
  noLaunch: (command: string): string =>
    `No launch was begun here yet, so what only a launch proves cannot be told. ${command} begins one.`,
};
