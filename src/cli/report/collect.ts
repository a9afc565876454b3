import { checklist } from '../../checks/checklist/checklist.ts';
import { LaunchStopped } from '../../launch/failure.ts';
import { reportOf } from '../../report/gather.ts';
import type { Report } from '../../report/model.ts';
import { attestationsOf } from '../checks/attestations-of.ts';
import { createRound, standingOf } from '../checks/round.ts';
import type { Standing } from '../standing/open-standing.ts';
import { words as statusWords } from '../status/copy.ts';
import { derive } from '../status/derive.ts';
import { nextOf } from '../status/next.ts';

/**
 * Looks at a launch as `status` and `checklist` do, and puts together what the report says. Nothing is written.
 *
 * @throws LaunchStopped when the launch was never begun
 */
export async function collectReport(standing: Standing, programVersion: string, signal: AbortSignal): Promise<Report> {
  const { journal, where, context } = standing;
  if (journal === undefined) throw notBegun(where.command);
  const derived = await derive(standing, programVersion, signal);
  const round = createRound({ checks: checklist, attestations: attestationsOf(where), open: () => context });
  await round.checkAll();
  signal.throwIfAborted();
  const { state } = derived;
  return reportOf({
    header: journal.launch,
    entries: journal.entries,
    programVersion,
    writtenAt: context.now().toISOString(),
    ...(state.account === undefined ? {} : { account: state.account }),
    status: {
      headline: statusWords.headline[derived.stands],
      next: nextOf(derived, where).what,
      looked: derived.checked.map(({ title, verdict: { status, message, evidence } }) => ({
        title,
        status,
        message,
        evidence,
      })),
    },
    checklist: round.items().map((item) => {
      const { id, group, title, verdict, attested } = item;
      const { message = '', remedy, evidence = [] } = verdict ?? {};
      return {
        id,
        group,
        title,
        status: standingOf(item) ?? "can't tell",
        message,
        evidence,
        ...(remedy === undefined ? {} : { remedy }),
        ...(attested === undefined ? {} : { attested: { by: attested.by, at: attested.at } }),
      };
    }),
    notes: state.steps.flatMap(({ short, note }) => (note === undefined ? [] : [`${short}: ${note}`])),
  });
}

function notBegun(command: string): LaunchStopped {
  return new LaunchStopped({
    kind: 'refused',
    headline: 'There is nothing to report: no launch was begun here.',
    meaning: 'Nothing was written.',
    remedy: `Begin it with ${command}, or name another folder with --cwd DIR.`,
    passing: 'final',
  });
}
