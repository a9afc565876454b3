import type { Check } from '../../check.ts';
import type { CheckContext } from '../../context.ts';
import { common } from '../copy.ts';
import { fromFindings, unseen } from '../grounds.ts';
import { serverOnly as words } from './copy.ts';

/** The guide: live keys live on your server only, never in browser or mobile code, never in source control. */
export const serverOnly: Check<CheckContext> = {
  id: 'credentials.server-only',
  title: words.title,
  group: common.groups.credentials,
  run: async (context) => {
    const { project } = context;
    if (project === undefined) return unseen(common.noProject, common.noProjectRemedy);
    const keys = (await project.findings()).filter(({ kind }) => kind === 'live key');
    const readable = keys.filter(({ exposure, level }) => exposure !== 'server' && level === 'error');
    const evidence = fromFindings(keys, context);
    if (readable.length > 0) {
      return { status: 'missing', message: words.found(readable.length), remedy: words.foundRemedy, evidence };
    }
    if (keys.length > 0) return unseen(words.suspicious(keys.length), words.suspiciousRemedy, evidence);
    const { filesRead, notRead, history } = await project.reach();
    const at = context.now().toISOString();
    const swept = [{ what: common.swept(filesRead, history === 'read'), at }];
    if (notRead.length > 0 || history !== 'read') {
      const detail = [notRead.length === 0 ? '' : words.notRead(notRead), words.history[history]].join(' ').trim();
      const onlyNoRepository = notRead.length === 0 && history === 'none';
      return onlyNoRepository
        ? { ...unseen(words.noRepository, words.noRepositoryRemedy, swept), detail }
        : { ...unseen(words.notAllRead, words.notAllReadRemedy), detail };
    }
    return { status: 'done', message: words.clean(filesRead), evidence: swept };
  },
};
