import { envFilePurpose } from '../../sweep/env-file-name.ts';
import { exposureOf } from '../../sweep/exposure.ts';
import { fingerprintOf } from '../../sweep/fingerprint.ts';
import type { GitStanding } from '../../sweep/git-standing.ts';
import { prefixOf } from '../../sweep/id-prefixes.ts';
import { isShapedLikeStripe } from '../../sweep/other-vendors.ts';
import { isSecret, type Reference } from '../../sweep/reference.ts';
import type { Finding, Level, Verdict } from './finding.ts';
import { isForTestMode, type Place, placeOf } from './place.ts';
import { type RuleId, rules } from './rules.ts';
import { whatId, whatSecret, withExposure, withTwin } from './words.ts';

/** What is known about a reference besides itself. */
export interface Knowledge {
  readonly standing: GitStanding;
  readonly verdict?: Verdict | undefined;
  readonly commit?: string | undefined;
  /** What stands before the file's name, seen from where the sweep was started; ends in a slash. */
  readonly label?: string | undefined;
  /** Whether a production env file beside it sets the same variable, see overridden.ts. */
  readonly overridden?: boolean | undefined;
}

/** Whether a reference must not be left, and why (the guide, "What Changes in Live Mode"). */
export function judge(reference: Reference, knowledge: Knowledge): Finding {
  const judged = isSecret(reference) ? judgeSecret(reference, knowledge) : judgeId(reference, knowledge);
  return { ...judged, fingerprint: reference.fingerprint ?? fingerprintOf(reference.value) };
}

type Judged = Omit<Finding, 'fingerprint'>;

function judgeSecret(reference: Reference, knowledge: Knowledge): Judged {
  const { commit } = knowledge;
  const { rule, level } = secretRule(reference, knowledge);
  const { why, remedy } = rules[rule];
  const exposure = rule === 'secret-in-public' ? exposureOf(seenFromStart(reference, knowledge)) : undefined;
  return {
    ...reference,
    rule,
    level,
    what: whatSecret(reference),
    why: exposure === undefined ? why : withExposure(exposure, why),
    remedy,
    ...(commit === undefined ? {} : { commit }),
  };
}

/** Whether a folder such as `test/` holds the file does not depend on which paths were named. */
function seenFromStart(reference: Reference, { label = '' }: Knowledge): Reference {
  return { ...reference, file: `${label}${reference.file}` };
}

function placeIn(reference: Reference, knowledge: Knowledge): Place {
  const place = placeOf(seenFromStart(reference, knowledge).file);
  return place === 'production' && knowledge.overridden === true ? 'development' : place;
}

function secretRule(reference: Reference, knowledge: Knowledge): { rule: RuleId; level: Level } {
  const { file, inEnvFile, kind } = reference;
  const { standing, commit } = knowledge;
  const place = placeIn(reference, knowledge);
  // The example of a library and the fixture of a test are often no secrets; a live key is one everywhere.
  const serious: Level = kind === 'live key' || !isForTestMode(place) ? 'error' : 'warning';
  if (commit !== undefined) return { rule: 'secret-in-history', level: kind === 'test key' ? 'warning' : serious };
  if (exposureOf(seenFromStart(reference, knowledge)) !== undefined)
    return { rule: 'secret-in-public', level: 'error' };
  if (standing.repository === 'found' && standing.tracked.has(file)) {
    return { rule: 'secret-in-source-control', level: serious };
  }
  if (standing.repository === 'unknown') return { rule: 'secret-git-unknown', level: serious };
  if (kind === 'test key' && place === 'production') {
    return { rule: 'test-key-left', level: envFilePurpose(file) === 'production' ? 'error' : 'warning' };
  }
  if (!inEnvFile && !isForTestMode(place)) {
    return { rule: 'secret-in-source', level: kind === 'test key' ? 'error' : 'warning' };
  }
  if (standing.repository === 'found' && !standing.ignored.has(file)) {
    return { rule: 'secret-not-ignored', level: 'warning' };
  }
  return { rule: 'secret-in-place', level: 'note' };
}

function judgeId(reference: Reference, knowledge: Knowledge): Judged {
  const { verdict = { is: 'candidate' } } = knowledge;
  const { rule, level } = idRule(reference, placeIn(reference, knowledge), verdict);
  const { why, remedy } = rules[rule];
  return {
    ...reference,
    rule,
    level,
    what: whatId(reference, verdict),
    why: verdict.because === undefined ? why : `${why} ${verdict.because}`,
    remedy: withTwin(verdict, remedy),
    ...(reference.kind === 'configuration id' ? { verdict } : {}),
  };
}

function idRule(reference: Reference, place: Place, { is }: Verdict): { rule: RuleId; level: Level } {
  if (reference.kind === 'run-time id') {
    if (reference.otherVendor !== undefined) return { rule: 'other-vendor-id', level: 'note' };
    return { rule: 'run-time-id', level: place === 'production' ? 'warning' : 'note' };
  }
  if (is === 'live') return { rule: 'live-id', level: 'note' };
  if (is === 'test-mode') {
    if (isForTestMode(place)) return { rule: 'test-mode-id-in-place', level: 'note' };
    return { rule: 'test-mode-id', level: place === 'documentation' ? 'warning' : 'error' };
  }
  if (reference.otherVendor !== undefined) {
    // A name nearby is a hint; only together with Flint not knowing the id does it settle the question.
    return { rule: 'other-vendor-id', level: is === 'unknown to both' ? 'note' : 'warning' };
  }
  const rule = is === 'candidate' ? 'candidate-id' : 'unknown-id';
  if (isForTestMode(place) || place === 'documentation') return { rule, level: 'note' };
  return { rule, level: isLikelyAnId(reference.value) && !isAnothersByShape(reference, is) ? 'undecided' : 'warning' };
}

/** Short ids have the shape of many a name in code; what Flint makes is long and has digits. */
function isLikelyAnId(id: string): boolean {
  const body = id.slice(id.indexOf('_') + 1);
  return body.length >= 10 && /\d/.test(body);
}

/** A shape alone settles nothing, but Flint having denied the id besides does. */
function isAnothersByShape({ value }: Reference, is: Verdict['is']): boolean {
  return is === 'unknown to both' && prefixOf(value) !== undefined && isShapedLikeStripe(value);
}
