import { fileURLToPath } from 'node:url';
import { findViolations } from './import-rule.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const violations = findViolations(root);
for (const { file, line, message } of violations) console.error(`${file}:${line}  ${message}`);
if (violations.length > 0) {
  console.error(
    `\n${violations.length} imports break the rule of who may know whom; it stands in build/import-rule.ts.`,
  );
  process.exitCode = 1;
}
