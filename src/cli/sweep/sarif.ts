import type { Finding, Level } from './finding.ts';
import { rules } from './rules.ts';

const levels: Readonly<Record<Level, 'error' | 'warning' | 'note'>> = {
  error: 'error',
  undecided: 'warning',
  warning: 'warning',
  note: 'note',
};

/** The findings as SARIF 2.1.0 (OASIS), which code hosts show beside the lines. What is in place is left out; what was accepted is suppressed. */
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
        results: findings
          .filter(({ level, accepted }) => level !== 'note' || accepted !== undefined)
          .map((finding) => resultOf(finding, ids)),
      },
    ],
  };
}

function resultOf(finding: Finding, ids: readonly string[]): object {
  const { rule, level, what, why, remedy, file, line, column, fingerprint, commit, accepted } = finding;
  return {
    ruleId: rule,
    ruleIndex: ids.indexOf(rule),
    level: levels[accepted?.instead ?? level],
    message: { text: `${what}. ${why} ${remedy}` },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: file.split('/').map(encodeURIComponent).join('/') },
          region: { startLine: line, startColumn: column },
        },
      },
    ],
    // Survives that lines move.
    partialFingerprints: { 'reference/v2': `${rule}:${file}:${fingerprint}` },
    ...(accepted === undefined
      ? {}
      : { suppressions: [{ kind: 'external', justification: `${accepted.reason} (${accepted.by})` }] }),
    ...(commit === undefined ? {} : { properties: { commit } }),
  };
}
