import type { Check } from '../../check.ts';
import type { CheckContext } from '../../context.ts';
import { common } from '../copy.ts';
import { fromFindings, unseen } from '../grounds.ts';
import { serverOnly, testIds as words } from './copy.ts';

/** The guide: test-mode ids are gone from production config (step 4). */
export const testIds: Check<CheckContext> = {
  id: 'credentials.test-ids',
  title: words.title,
  group: common.groups.credentials,
  run: async (context) => {
    const { project } = context;
    if (project === undefined) return unseen(common.noProject, common.noProjectRemedy);
    const findings = (await project.findings()).filter(({ kind }) => kind === 'test-mode id' || kind === 'candidate');
    const left = findings.filter(({ kind, level }) => kind === 'test-mode id' && level === 'error');
    if (left.length > 0) {
      return {
        status: 'missing',
        message: words.found([...new Set(left.map(({ shown }) => shown))], left.length),
        detail: words.foundDetail,
        remedy: words.foundRemedy,
        evidence: fromFindings(left, context),
      };
    }
    const undecided = findings.filter(({ level }) => level === 'undecided');
    if (undecided.length > 0) {
      const ids = new Set(undecided.map(({ shown }) => shown));
      return unseen(words.undecided(ids.size), words.undecidedRemedy, fromFindings(undecided, context));
    }
    const { filesRead, notRead } = await project.reach();
    if (notRead.length > 0) {
      return { ...unseen(words.notAllRead, words.notAllReadRemedy), detail: serverOnly.notRead(notRead) };
    }
    const at = context.now().toISOString();
    return {
      status: 'done',
      message: words.clean(filesRead),
      evidence: [{ what: common.swept(filesRead, false), at }],
    };
  },
};
