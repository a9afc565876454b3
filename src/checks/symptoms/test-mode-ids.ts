import type { Answer } from '../../flint/answer.ts';
import type { FlintClient } from '../../flint/client.ts';
import { isNotFound } from '../../flint/errors.ts';
import { readProduct } from '../../flint/products.ts';
import { readPromotion } from '../../flint/promotions.ts';
import type { RequestLog } from '../../flint/request-logs.ts';
import { readSubscriptionPlan } from '../../flint/subscription-plans.ts';
import type { CheckEvidence, Verdict } from '../check.ts';
import type { ProjectFinding } from '../context.ts';
import type { Look } from './look.ts';
import { type Missed, idWords as words } from './request-copy.ts';
import { type Symptom, seen } from './symptom.ts';

/** 404 on a product, plan or coupon: an id from test mode is used in live mode. */
export const testModeIds: Symptom = {
  id: 'test-mode-ids',
  title: words.title,
  examine: async (look) => {
    const { project, launch } = look.context;
    if (project === undefined) return { status: "can't tell", ...words.noProject, evidence: [] };
    const findings = (await project.findings()).filter(({ commit }) => commit === undefined);
    const wrong = findings.filter(({ kind, level }) => kind === 'test-mode id' && level === 'error');
    if (wrong.length > 0) {
      return {
        status: 'missing',
        ...words.inProject(wrong, launch?.idMap ?? new Map<string, string>()),
        evidence: wrong.slice(0, 5).map((finding) => placeOf(finding, look)),
      };
    }
    const refusals = await look.refusals();
    const asked = refusals === undefined ? [] : await missedObjects(look, refusals);
    if (asked.length > 0) return fromLog(asked);
    const undecided = findings.filter(({ kind, level }) => kind === 'candidate' && level === 'undecided');
    if (undecided.length > 0) {
      return {
        status: "can't tell",
        ...words.undecided(undecided),
        evidence: undecided.slice(0, 5).map((one) => placeOf(one, look)),
      };
    }
    const { filesRead, notRead } = await project.reach();
    if (notRead.length > 0) return { status: "can't tell", ...words.notAllRead(notRead), evidence: [] };
    return {
      status: 'done',
      ...words.none(refusals !== undefined),
      evidence: [
        {
          what: words.read(filesRead),
          at: look.context.now().toISOString(),
        },
        ...(refusals === undefined ? [] : [seen(refusals.evidence)]),
      ],
    };
  },
};

function fromLog(asked: readonly Missed[]): Verdict {
  return {
    status: 'missing',
    ...words.asked(asked),
    evidence: asked.map(({ latest, count }) => ({
      what: `${latest.method ?? 'GET'} ${latest.path ?? ''}: 404, ${words.calls(count, latest.createdAt)}`,
      at: latest.createdAt ?? '',
      ...(latest.requestId === undefined ? {} : { requestId: latest.requestId }),
    })),
  };
}

const configurationRoutes = /^\/v1\/(?:products|bundles|subscription-plans|promotions|promotion-codes)\/([a-z]+_\w+)/;

/** The id that a call for one object of the catalog is about; undefined for any other call. */
export function configurationId(path: string | undefined): string | undefined {
  return configurationRoutes.exec(path ?? '')?.[1];
}

/** Which objects of the catalog the key asked for and did not get. A few are looked up in the sandbox. */
async function missedObjects(look: Look, refusals: Answer<readonly RequestLog[]>): Promise<Missed[]> {
  const byId = new Map<string, RequestLog[]>();
  for (const log of refusals.value) {
    const id = configurationId(log.path);
    if (id !== undefined && log.status === 404) byId.set(id, [...(byId.get(id) ?? []), log]);
  }
  const missed: Missed[] = [];
  for (const [id, logs] of [...byId].slice(0, 5)) {
    const latest = logs.toSorted((one, other) => (other.createdAt ?? '').localeCompare(one.createdAt ?? ''))[0];
    if (latest === undefined) continue;
    missed.push({ id, count: logs.length, latest, inSandbox: await sandboxHas(look.context.sandbox, id) });
  }
  return missed;
}

/** Whether the sandbox has an object; undefined where there is no key for it, or ids of the kind cannot be read one by one. */
export async function sandboxHas(sandbox: FlintClient<'test'> | undefined, id: string): Promise<boolean | undefined> {
  if (sandbox === undefined) return undefined;
  const read = readers.find(([prefix]) => id.startsWith(prefix))?.[1];
  if (read === undefined) return undefined;
  try {
    await read(sandbox, id);
    return true;
  } catch (error) {
    return isNotFound(error) ? false : undefined;
  }
}

const readers: readonly (readonly [string, (client: FlintClient, id: string) => Promise<unknown>])[] = [
  ['prod_', readProduct],
  ['plan_', readSubscriptionPlan],
  ['promo_', readPromotion],
];

function placeOf({ what, file, line }: ProjectFinding, look: Look): CheckEvidence {
  return { what: `${file}:${line}: ${what}`, at: look.context.now().toISOString() };
}
