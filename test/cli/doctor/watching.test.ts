import { describe, expect, it, vi } from 'vitest';
import type { Verdict } from '../../../src/checks/check.ts';
import type { Examination } from '../../../src/checks/symptoms/examination.ts';
import { createDoctor } from '../../../src/cli/doctor/doctor.ts';
import { createTurns } from '../../../src/cli/doctor/turns.ts';
import { connect } from '../../../src/flint/client.ts';
import type { LiveKey } from '../../../src/flint/keys.ts';
import { parseFault } from '../../../src/sandbox/index.ts';
import { openDoctorWorld } from '../../checks/symptoms/doctor-world.ts';
import { impatient } from '../../flint/scripted-server.ts';

type Status = Verdict['status'];

function looked(statuses: Readonly<Record<string, Status>>): Examination {
  const verdicts = Object.entries(statuses).map(([id, status]) => ({
    id,
    title: `Title of ${id}`,
    verdict: { status, message: `Message of ${id}.`, evidence: [] },
  }));
  const healthy = verdicts.every(({ verdict }) => verdict.status === 'done');
  const none = { notServed: [], vitalSigns: undefined, generations: new Map(), restSeconds: 0 };
  return { at: '2026-07-02T18:04:11Z', healthy, verdicts, ...none };
}

/** What is told after each look of a row of looks at one item. */
function toldOf(...statuses: readonly Status[]): string[][] {
  const turnsOf = createTurns();
  return statuses.map((status) => turnsOf(looked({ item: status })).map(({ kind }) => kind));
}

describe('what turned', () => {
  it('is told once, when it turns', () => {
    expect(toldOf('done', 'missing', 'missing', 'done', 'done')).toEqual([[], ['found'], [], ['well'], []]);
  });

  it('is not told of the first look, which is shown as a whole', () => {
    expect(toldOf('missing', 'missing')).toEqual([[], []]);
  });

  it('is not one look that failed, but two in a row', () => {
    expect(toldOf('done', "can't tell", 'done')).toEqual([[], [], []]);
    expect(toldOf('done', "can't tell", "can't tell", "can't tell")).toEqual([[], [], ['unknown'], []]);
  });

  it('is measured against what was last seen, whatever could not be seen in between', () => {
    expect(toldOf('done', "can't tell", 'missing')).toEqual([[], [], ['found']]);
    expect(toldOf('missing', "can't tell", 'missing')).toEqual([[], [], []]);
    expect(toldOf('missing', "can't tell", 'done')).toEqual([[], [], ['well']]);
  });

  it('never is that something unknown became unknown', () => {
    expect(toldOf("can't tell", "can't tell", "can't tell")).toEqual([[], [], []]);
  });
});

describe('a doctor at work', () => {
  it('looks no sooner than Flint asks for', async () => {
    const world = await openDoctorWorld();
    const production = connect({
      mode: 'live',
      key: world.sandbox.keys.live as LiveKey,
      baseUrl: new URL(world.sandbox.baseUrl),
      pace: { ...impatient().pace, attempts: 1 },
    });
    const doctor = createDoctor(async () => world.doctor({ production }));
    const stop = new AbortController();
    world.sandbox.faults.add([parseFault('live GET /v1/refunds every status=429 retry-after=600')]);
    const watching = doctor.watch(1, stop.signal);
    await vi.waitFor(() => expect(doctor.getState().nextLookAt).toBeDefined(), { timeout: 20_000 });
    const { nextLookAt = '', examination } = doctor.getState();
    expect(new Date(nextLookAt).getTime() - new Date(examination?.at ?? '').getTime()).toBeGreaterThanOrEqual(600_000);
    stop.abort();
    await watching;
  });

  it('shows each item of the first look as soon as it was seen, and keeps the last look while it takes another', async () => {
    const world = await openDoctorWorld();
    const doctor = createDoctor(async () => world.doctor());
    const checking = new Set<number>();
    doctor.subscribe(() => void checking.add(doctor.getState().items.filter((item) => item.checking).length));
    await doctor.look();
    expect(checking.size).toBeGreaterThan(5);
    checking.clear();
    await doctor.look();
    expect([...checking]).toEqual([0]);
  });

  it('keeps looking, and ends when it is told to', async () => {
    const world = await openDoctorWorld();
    const doctor = createDoctor(async () => world.doctor());
    const stop = new AbortController();
    const seen = new Set<string>();
    doctor.subscribe(() => {
      const { examination } = doctor.getState();
      if (examination !== undefined) seen.add(examination.at);
    });
    const watching = doctor.watch(1, stop.signal);
    await vi.waitFor(() => expect(seen.size).toBeGreaterThan(2), { timeout: 20_000 });
    stop.abort();
    await watching;
  });

  it('puts right what it is told to, says so, and looks again', async () => {
    const world = await openDoctorWorld();
    await world.arrange('live', 'PATCH', `/v1/webhook-endpoints/${world.endpointId}`, { enabled: false });
    const doctor = createDoctor(async () => world.doctor());
    expect((await doctor.look()).healthy).toBe(false);
    expect(await doctor.applyFix('endpoint')).toBe(true);
    expect(doctor.getState()).toMatchObject({ said: { worked: true }, examination: { healthy: true } });
    expect(doctor.getState().busy).toBeUndefined();
    expect(await doctor.applyFix('endpoint')).toBe(false);
  });

  it('says in sentences what could not be put right', async () => {
    const world = await openDoctorWorld();
    await world.arrange('live', 'PATCH', `/v1/webhook-endpoints/${world.endpointId}`, { enabled: false });
    const doctor = createDoctor(async () => world.doctor());
    await doctor.look();
    world.sandbox.faults.add([
      parseFault('live PATCH /v1/webhook-endpoints/* every status=403 code=INSUFFICIENT_SCOPE'),
    ]);
    expect(await doctor.applyFix('endpoint')).toBe(true);
    const { said, examination } = doctor.getState();
    expect(said).toMatchObject({
      worked: false,
      text: expect.stringMatching(/This key may not do that\..*Request id/),
    });
    expect(examination?.healthy).toBe(false);
  });

  it('offers nothing to put right where that may not be done', async () => {
    const world = await openDoctorWorld();
    await world.arrange('live', 'PATCH', `/v1/webhook-endpoints/${world.endpointId}`, { enabled: false });
    const doctor = createDoctor(async () => world.doctor({ mayFix: false }));
    await doctor.look();
    expect(await doctor.applyFix('endpoint')).toBe(false);
    expect(world.sandbox.ledger().live.webhookEndpoints).toEqual([expect.objectContaining({ enabled: false })]);
  });
});
