import { effectSyntax } from './effects.ts';

/** The grammar of faults, as `flint-golive sandbox --help` prints it. */
export function faultGrammar(): string {
  return [
    'A fault is written: [test|live] ROUTE [CALLS] EFFECT [OPTION...]',
    '',
    ...entry(
      'ROUTE',
      7,
      'a method and a path (POST /v1/refunds, GET /v1/orders/*, * /v1/**); an operation by its name (createRefund); or DELIVERY and an event type (DELIVERY order.paid, DELIVERY refund.*)',
    ),
    ...entry('CALLS', 7, '#2 the second call, #2-4, #2- from the second on, every (or nothing); a retry is a call'),
    '',
    'EFFECT, for calls:',
    ...effects('calls'),
    '',
    'EFFECT, for deliveries:',
    ...effects('deliveries'),
    '',
    'OPTION',
    ...entry(
      '  after-commit',
      24,
      'for status, html-page and delay: the work is done first, so it happened all the same',
    ),
    ...entry('  code=CODE', 24, 'for status: another error code'),
    ...entry('  retry-after=N', 24, 'for status: Retry-After in seconds; date:N for the same as a date; none'),
    '',
    'Examples:',
    "  --fault 'POST /v1/refunds #1 reset-after-commit'",
    "  --fault 'GET /v1/orders/* #2-3 status=503'",
    "  --fault 'createWebhookEndpoint #1 status=429 retry-after=2'",
    "  --fault 'DELIVERY order.payment_succeeded duplicate'",
  ].join('\n');
}

function effects(of: 'calls' | 'deliveries'): readonly string[] {
  return effectSyntax
    .filter((one) => one.of === of || one.of === 'both')
    .flatMap(({ name, value, valueRequired, meaning }) => {
      const assigned = valueRequired ? `=${value}` : `[=${value}]`;
      return entry(`  ${name}${value === undefined ? '' : assigned}`, 24, meaning);
    });
}

const width = 80;

/** A name and its meaning, the meaning in a column of its own. */
function entry(name: string, column: number, meaning: string): readonly string[] {
  const lines: string[] = [];
  let line = name.padEnd(column - 1);
  for (const word of meaning.split(' ')) {
    if (line.length + 1 + word.length > width) {
      lines.push(line);
      line = ' '.repeat(column - 1);
    }
    line += ` ${word}`;
  }
  return [...lines, line];
}
