import type { Command } from 'commander';

/** What a command can be used for, as it is typed and in words. */
type Example = readonly [typed: string, does: string];

/** Examples by command; those of the program itself stand under `launch`. */
export const examples: Readonly<Record<string, readonly Example[]>> = {
  launch: [
    ['flint-golive', 'start or go on with the launch of this folder'],
    ['flint-golive --json', 'without a terminal: where it stands, for programs'],
    ['flint-golive --launch eu --cwd ../shop', 'a second launch of another folder'],
  ],
  rehearse: [
    ['flint-golive rehearse', 'on screen, with a sample project'],
    ['flint-golive rehearse --auto --json --speed 50', 'by itself, for programs'],
    ['flint-golive rehearse --on-flint --cwd ../shop', 'against your own sandbox at Flint'],
  ],
  status: [['flint-golive status', 'where this folder’s launch stands, and what is next']],
  report: [
    ['flint-golive report --output launch.md', 'for a ticket'],
    ['flint-golive report --format html --output launch.html', 'one file, to be printed'],
  ],
  undo: [
    ['flint-golive undo', 'on screen; each thing is asked for'],
    ['flint-golive undo --json', 'what could be taken back; nothing is done'],
    ['flint-golive undo --yes --live', 'all of it, in live, without being asked'],
  ],
  checklist: [
    ['flint-golive checklist', 'browse the items, put right in place what can be'],
    ['flint-golive checklist --json', 'for programs; exit code 0 only when nothing is open'],
    [
      "flint-golive checklist --attest webhooks.failures-watched --by 'Ada Example'",
      'your word for what cannot be seen',
    ],
  ],
  doctor: [
    ['flint-golive doctor', 'what is wrong, why, and what to do'],
    ['flint-golive doctor --watch --since 2h', 'on launch day'],
    ['flint-golive doctor req_0b6f6a2e', 'explain one request'],
    [
      'flint-golive doctor --deployed https://shop.example.com/health --key-env FLINT_API_KEY',
      'a smoke test after a deploy',
    ],
  ],
  sweep: [
    ['flint-golive sweep', 'this folder'],
    ['flint-golive sweep --history --no-network --sarif sweep.sarif', 'as a gate in CI'],
    ['flint-golive sweep --fix', 'replace test-mode ids, file by file'],
  ],
  sandbox: [
    ['flint-golive sandbox', 'on a free port, until Ctrl-C'],
    ['flint-golive sandbox --port 4242 --state flint.json', 'one that remembers'],
    ["flint-golive sandbox --fault 'POST /v1/refunds #1 reset-after-commit'", 'with something that goes wrong'],
  ],
  questions: [['flint-golive questions --json', 'for whoever writes an answers file']],
  completion: [
    ['source <(flint-golive completion bash)', 'in ~/.bashrc; the same with zsh in ~/.zshrc'],
    ['flint-golive completion fish | source', 'in ~/.config/fish/config.fish'],
  ],
};

/** Adds its examples to the help of each command. */
export function addExamples(program: Command): void {
  for (const command of [program, ...program.commands]) {
    const own = examples[command === program ? 'launch' : command.name()] ?? [];
    if (own.length > 0) command.addHelpText('after', `\nExamples:\n${linesOf(own).join('\n')}`);
  }
}

function linesOf(own: readonly Example[]): string[] {
  return own.flatMap(([typed, does]) => [`  ${typed}`, `      ${does}`]);
}
