import { useStdout } from 'ink';
import { useEffect, useRef } from 'react';
import type { Notice } from '../../launch/state.ts';
import { noticeSequence } from '../notice.ts';

/** Calls each notice out once, outside of the frame. */
export function useNotices(notice: Notice | undefined, wanted: boolean): void {
  const { write } = useStdout();
  const given = useRef('');
  const { text = '', at = '' } = notice ?? {};
  useEffect(() => {
    const newest = `${at} ${text}`;
    if (at === '' || newest === given.current) return;
    given.current = newest;
    if (wanted) write(noticeSequence(text, process.env.TERM));
  }, [text, at, wanted, write]);
}
