import type { Finding, Level } from './finding.ts';
import { rules } from './rules.ts';

const levels: Readonly<Record<Level, 'error' | 'warning' | 'note'>> = {
  error: 'error',
  undecided: 'warning',
  warning: 'warning',
  note: 'note',
};

/** The findings as SARIF 2.1.0 (OASIS), which code hosts show beside the lines. What is in place is left out. */
export function sarifOf(findings: readonly Finding[], version: string): object {
  const ids = Object.keys(rules);
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'flint-golive sweep',
            version,
            rules: Object.entries(rules).map(([id, { title, why, remedy }]) => ({
              id,
              shortDescription: { text: title },
              fullDescription: { text: why },
              help: { text: remedy },
            })),
          },
        },
        columnKind: 'utf16CodeUnits',
        results: findings.filter(({ level }) => level !== 'note').map((finding) => resultOf(finding, ids)),
      },
    ],
  };
}

function resultOf(finding: Finding, ids: readonly string[]): object {
  const { rule, level, what, why, remedy, file, line, column, value, commit } = finding;
  return {
    ruleId: rule,
    ruleIndex: ids.indexOf(rule),
    level: levels[level],
    message: { text: `${what}. ${why} ${remedy}` },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: file.split('/').map(encodeURIComponent).join('/') },
          region: { startLine: line, startColumn: column },
        },
      },
    ],
    // Survives that lines move; holds the mask, never the secret.
    partialFingerprints: { 'reference/v1': `${rule}:${file}:${value}` },
    ...(commit === undefined ? {} : { properties: { commit } }),
  };
}
