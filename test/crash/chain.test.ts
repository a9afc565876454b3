import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { recordedEnvironment } from '../contract/suite/children.ts';
import { chain } from './chain.ts';

it('a launch that never comes to its end is complained about, although each of its runs ended as it should', async () => {
  const home = await mkdtemp(join(tmpdir(), 'golive-chain-'));
  try {
    const { runs, complaints } = await chain({ home, fate: 'SIGKILL', environment: recordedEnvironment }, 2);
    expect(runs.map(({ signal }) => signal)).toEqual(['SIGKILL', 'SIGKILL']);
    expect(complaints).toEqual(['the launch did not come to its end in 2 runs']);
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}, 60_000);
