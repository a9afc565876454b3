import { describe, expect, it } from 'vitest';
import { leftOver } from '../../src/steps/configuration/resources/questions.ts';

describe('what becomes of test-mode ids outside the production env files', () => {
  it('is asked without saying what nobody checked: whether production uses them', () => {
    const [goOn] = leftOver.choices ?? [];
    expect(`${goOn?.label} ${leftOver.defaultInWords}`).not.toMatch(/does not use|not used/);
    expect(goOn?.detail).toContain('Whether production uses them is not known.');
  });
});
