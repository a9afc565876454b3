import { describe, expect, test } from 'vitest';
import { codeSentences } from '../../src/flint/code-sentences/code-sentences.ts';
import { type Failure, FlintError } from '../../src/flint/errors.ts';
import { problemSentences } from '../../src/flint/problem-sentences.ts';
import { explain, explainBaseUrlProblem, explainInOne, explainKeyProblem } from '../../src/flint/sentences.ts';

const failed = (failure: Partial<Failure>): FlintError =>
  new FlintError({
    problem: 'invalid',
    outcome: 'nothing-happened',
    method: 'GET',
    path: '/v1/products/prod_1',
    ...failure,
  });

const all = [
  ...Object.keys(problemSentences).map((problem) => failed({ problem: problem as Failure['problem'] })), // Keys of that very record.
  ...Object.keys(codeSentences).map((code) => failed({ code })),
  ...['ENOTFOUND', 'ECONNREFUSED', 'CERT_HAS_EXPIRED'].map((systemCode) => failed({ problem: 'network', systemCode })),
].map((error) => [error.code ?? error.systemCode ?? error.problem, explain(error)] as const);

describe('errors in sentences', () => {
  test.each(all)('%s says calmly what happened, what it means and what to do', (_name, explanation) => {
    for (const sentence of [explanation.headline, explanation.meaning, explanation.remedy]) {
      expect(sentence).toMatch(/^[A-Z].*[.]$/s);
      expect(sentence).not.toMatch(/[!]|undefined|\p{Extended_Pictographic}/u);
    }
  });

  test('the request id is always in the remedy', () => {
    for (const code of [undefined, 'INVALID_API_KEY', 'NEVER_SEEN']) {
      expect(explain(failed({ code, requestId: 'abc-123' })).remedy).toContain('Request id: abc-123.');
    }
  });

  test('an explanation in one run of text says all three, the request id once', () => {
    const error = failed({ code: 'INVALID_API_KEY', requestId: 'abc-123' });
    const { headline, meaning, remedy } = explain(error);
    expect(explainInOne(error)).toBe(`${headline} ${meaning} ${remedy}`);
    expect(explainInOne(error).match(/abc-123/g)).toHaveLength(1);
  });

  test('a 403 names the missing scopes and how to get them', () => {
    const { meaning, remedy } = explain(
      failed({ problem: 'forbidden', code: 'INSUFFICIENT_SCOPE', missingScopes: ['webhooks.write', 'settings.write'] }),
    );
    expect(meaning).toContain('webhooks.write, settings.write');
    expect(remedy).toContain('API keys page');
    expect(explain(failed({ problem: 'forbidden' })).remedy).not.toContain('these scopes');
  });

  test.each(['RESOURCE_NOT_FOUND', 'PRODUCT_NOT_FOUND', undefined])(
    'a 404 (%s) says wrong id, wrong mode or another merchant',
    (code) => {
      const { meaning } = explain(failed({ problem: 'not-found', status: 404, code }));
      expect(meaning).toMatch(/id is wrong.*other mode.*another merchant/);
      expect(meaning).toContain('/v1/products/prod_1');
    },
  );

  test('a write of unknown outcome is said to be unknown', () => {
    expect(explain(failed({ problem: 'timeout', outcome: 'unknown' })).meaning).toContain('not known whether');
    expect(explain(failed({ problem: 'timeout' })).meaning).not.toContain('not known whether');
  });

  test('an unknown code falls back to its kind and repeats what Flint said', () => {
    const { headline, meaning } = explain(
      failed({ problem: 'conflict', code: 'constructor', serverMessage: 'Because.' }),
    );
    expect(headline).toBe(problemSentences.conflict(failed({})).headline);
    expect(meaning).toContain('Flint says: "Because."');
  });

  test('problems of keys and base URLs have sentences too', () => {
    for (const problem of ['empty', 'line break', 'webhook secret', 'not a Flint key', 'illegal characters'] as const) {
      expect(explainKeyProblem(problem).remedy).toMatch(/\.$/);
    }
    for (const problem of ['not a URL', 'not encrypted', 'not http', 'extra parts'] as const) {
      expect(explainBaseUrlProblem(problem).remedy).toMatch(/\.$/);
    }
  });
});
