import type { Answer, Evidence } from '../../flint/answer.ts';
import type { CheckEvidence, Verdict } from '../check.ts';
import type { CheckContext, CodePlace, LaunchRecord, Project, ProjectFinding } from '../context.ts';
import { codeSigns } from './code-signs.ts';
import { common } from './copy.ts';

const longestShown = 80;
const mostPlaces = 5;

/** A call to Flint as evidence. */
function fromCall({ method, path, at, requestId }: Evidence): CheckEvidence {
  return { what: `${method} ${path}`, at, ...(requestId === undefined ? {} : { requestId }) };
}

/** The call behind an answer as evidence. */
export function fromAnswer({ evidence }: Answer<unknown>): CheckEvidence {
  return fromCall(evidence);
}

/** The first lines of code that were found, each with its place. */
export function fromCode(places: readonly CodePlace[], { now }: CheckContext): CheckEvidence[] {
  const at = now().toISOString();
  return places.slice(0, mostPlaces).map(({ file, line, text }) => {
    const shown = text.trim();
    return { what: `${file}:${line} ${shown.length > longestShown ? `${shown.slice(0, longestShown)}…` : shown}`, at };
  });
}

/** What a sweep found, each with its place. */
export function fromFindings(findings: readonly ProjectFinding[], { now }: CheckContext): CheckEvidence[] {
  const at = now().toISOString();
  return findings.map(({ file, line, shown, commit }) => {
    return { what: `${file}:${line}${commit === undefined ? '' : ` in commit ${commit.slice(0, 10)}`} ${shown}`, at };
  });
}

/** What the launch proved under one name, the latest time; undefined where it did not come that far. */
export function fromLaunch(launch: LaunchRecord | undefined, name: string): CheckEvidence | undefined {
  const proof = launch?.proofs.findLast((one) => one.name === name);
  if (proof === undefined) return undefined;
  const { text, at, requestId } = proof;
  return { what: `${common.inTheLaunch} ${text}`, at, ...(requestId === undefined ? {} : { requestId }) };
}

/** Lines that show a sign and are no comments. */
export async function placesOf(project: Project, sign: RegExp): Promise<readonly CodePlace[]> {
  return (await project.places(sign)).filter(({ text }) => !comment.test(text));
}

const comment = /^\s*(?:\/\/|\/?\*|#|<!--|--\s|"""|''')/;

/**
 * The project, if its code is the integration's; or the verdict that says why code tells nothing. Only where the code is `direct`,
 * calling Flint by itself, does something that is not to be seen in it count as not there: a library may do it unseen.
 */
export async function integrationCode({
  project,
}: CheckContext): Promise<{ readonly code: Project; readonly direct: boolean } | { readonly verdict: Verdict }> {
  if (project === undefined) return { verdict: unseen(common.noProject, common.noProjectRemedy) };
  const calls = await placesOf(project, codeSigns.callsFlint);
  if (calls.length === 0) return { verdict: unseen(common.noCode, common.noProjectRemedy) };
  return { code: project, direct: calls.some(({ text }) => codeSigns.callsDirectly.test(text)) };
}

/** Why Flint could not be asked. */
export function withoutProduction({ withoutProduction: why, withoutProductionRemedy }: CheckContext): Verdict {
  return {
    ...unseen(common.noProduction, withoutProductionRemedy ?? common.noProductionRemedy),
    ...(why === undefined ? {} : { detail: why }),
  };
}

/** What could not be seen, and what would let it be. */
export function unseen(message: string, remedy?: string, evidence: readonly CheckEvidence[] = []): Verdict {
  return { status: "can't tell", message, ...(remedy === undefined ? {} : { remedy }), evidence };
}
