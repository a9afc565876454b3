import { describe, expect, it } from 'vitest';
import { htmlOf } from '../../src/report/html.ts';
import { markdownOf } from '../../src/report/markdown.ts';
import { report } from '../../src/report/model.ts';
import { aReport, entries, type ground, header } from './a-launch.ts';

describe('a report', () => {
  it('has the form that its schema promises, and survives JSON', () => {
    const made = aReport();
    expect(report.parse(JSON.parse(JSON.stringify(made)))).toEqual(made);
  });

  it('says what was done, when, by whom and with which request; what has an end is not said twice', () => {
    const { happenings } = aReport();
    expect(happenings.map(({ kind, by, requestId }) => [kind, by ?? requestId ?? ''])).toEqual([
      ['answered', 'a person at the terminal'],
      ['answered', 'a flag of the command'],
      ['withdrawn', ''],
      ['done', 'req_made'],
      ['confirmed', 'a person at the terminal'],
      ['refused', 'req_no'],
      ['begun', ''],
      ['proved', 'req_mode'],
      ['taken back', 'req_undo'],
    ]);
  });

  it('lists as open what does not hold, what is missing and what steps left behind, and nothing that is attested', () => {
    const { open } = aReport();
    expect(open).toEqual(['Ready to charge: payouts are pending', 'The webhook endpoint is switched off.']);
  });

  it('reads in Markdown', async () => {
    await expect(markdownOf(aReport())).toMatchFileSnapshot('./report.md');
  });

  it('reads in HTML', async () => {
    await expect(htmlOf(aReport())).toMatchFileSnapshot('./report.html');
  });
});

describe('a report that is attached to a ticket', () => {
  // Put together here, so that a sweep of this very project finds none.
  const secrets = ['flint_live_', 'flint_test_rehearsal_', 'whsec_'].map((prefix) => `${prefix}abcdefgh12345678`);
  const written = (parts: Parameters<typeof ground>[0] = {}) => {
    const made = aReport(parts);
    return [JSON.stringify(made), markdownOf(made), htmlOf(made)];
  };

  it('holds no key, no signing secret, no password and none of the commands, wherever they may have come from', () => {
    const title = `Found ${secrets.join(' and ')} in https://ada:hunter3@vault.example`;
    const given = written({
      notes: [title],
      account: { merchantId: 'mer_1', name: title },
      status: { headline: title, next: title, looked: [] },
      entries: [
        ...entries,
        { type: 'proved', at: header.startedAt, name: 'x', step: 'x', text: title, evidence: { at: header.startedAt } },
      ],
    });
    for (const text of given) {
      for (const secret of [...secrets.map((one) => one.slice(-12)), 'hunter']) expect(text).not.toContain(secret);
    }
  });

  it('says of the project its name, and not where it lies', () => {
    for (const text of written()) expect(text).not.toContain('/home/ada');
  });

  const hostile =
    '<script>alert(1)</script><img src=x onerror=alert(1)> "\' & | [x](https://evil.example) ![y](z) `code` **b** @team # \u001b]0;t\u0007';

  it('runs nothing and loads nothing in HTML, whatever the account or the files are called', () => {
    const html = htmlOf(aReport({ account: { merchantId: 'mer_1', name: hostile }, notes: [hostile] }));
    expect(html).not.toMatch(/<script|<img|<a |href=|src=[^x]|javascript:|@import|url\(/i);
    expect(html).toContain('&lt;script&gt;');
    expect(html).toContain("default-src 'none'");
    expect(html).not.toContain('\u001b');
  });

  it('makes no link, image, mention, heading or cell of what stands in it in Markdown', () => {
    const markdown = markdownOf(aReport({ account: { merchantId: 'mer_1', name: hostile }, notes: [hostile] }));
    const plain = markdownOf(aReport({ account: { merchantId: 'mer_1', name: 'Canvas' }, notes: ['Canvas'] }));
    const bars = (text: string) => text.replaceAll('\\|', '').split('|').length;
    expect(bars(markdown)).toBe(bars(plain));
    expect(markdown).not.toMatch(/<script|<img|(?<!\\)\]\(|@team|https:\/\/|(?<!\\)`|(?<!\\)\*\*/);
  });
});
