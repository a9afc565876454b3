/**
 * An example of the commands of one secret manager, to be shown, changed and then used. Everything that is not `{name}` is an
 * example: the project, the vault, the environment.
 */
export interface CommandPreset {
  readonly id: string;
  readonly title: string;
  /** Reads the secret on stdin. */
  readonly write: string;
  /** Prints it; absent where the tool shows no secret again. */
  readonly read?: string;
  /** What has to be there first, as a sentence. */
  readonly needs: string;
  /** What a person should know before choosing it. */
  readonly note?: string;
  /** Where the tool's makers say that the command takes the value this way. */
  readonly documentedAt: string;
  /** False for lines that only a POSIX shell understands. */
  readonly onWindows: boolean;
}

/** The presets that can be used on a platform, in the order in which they are shown. */
export function presetsFor(platform: NodeJS.Platform = process.platform): readonly CommandPreset[] {
  return platform === 'win32' ? presets.filter(({ onWindows }) => onWindows) : presets;
}

const presets: readonly CommandPreset[] = [
  {
    id: '1password',
    title: '1Password',
    // `op` takes an item as JSON on stdin, and a bare value nowhere but in an argument.
    write:
      'jq -Rs \'{title: "{name}", category: "API_CREDENTIAL", fields: [{id: "credential", type: "CONCEALED", label: "credential", value: .}]}\' | op item create --vault Production -',
    read: 'op read "op://Production/{name}/credential"',
    needs: 'The 1Password CLI (op), signed in; jq; and a vault, here "Production".',
    note: 'It makes a new item each time. If there is one of that name, delete or rename it first.',
    documentedAt: 'https://developer.1password.com/docs/cli/reference/management-commands/item/',
    onWindows: false,
  },
  {
    id: 'doppler',
    title: 'Doppler',
    write: 'doppler secrets set {name} --project my-shop --config prd --no-interactive --silent',
    read: 'doppler secrets get {name} --project my-shop --config prd --plain',
    needs: 'The Doppler CLI, signed in; and a project with a config, here "my-shop" and "prd".',
    documentedAt: 'https://docs.doppler.com/docs/setting-secrets',
    onWindows: true,
  },
  {
    id: 'aws',
    title: 'AWS Secrets Manager',
    write: 'aws secretsmanager put-secret-value --secret-id my-shop/{name} --secret-string file:///dev/stdin',
    read: 'aws secretsmanager get-secret-value --secret-id my-shop/{name} --query SecretString --output text',
    needs:
      'The AWS CLI with credentials and a region; and the secret itself, made once: aws secretsmanager create-secret --name my-shop/{name}',
    documentedAt: 'https://docs.aws.amazon.com/cli/latest/userguide/cli-usage-parameters-file.html',
    onWindows: false,
  },
  {
    id: 'vault',
    title: 'HashiCorp Vault',
    write: 'vault kv put -mount=secret my-shop/{name} value=-',
    read: 'vault kv get -mount=secret -field=value my-shop/{name}',
    needs: 'The Vault CLI, signed in, with VAULT_ADDR set; and a key/value engine, here at "secret".',
    note: 'It writes a new version that holds this value only.',
    documentedAt: 'https://developer.hashicorp.com/vault/docs/commands/kv/put',
    onWindows: true,
  },
  {
    id: 'github-actions',
    title: 'GitHub Actions',
    write: 'gh secret set {name}',
    needs: 'The GitHub CLI (gh), signed in, in a clone of the repository; add --env NAME for one environment only.',
    note: 'GitHub never shows a secret again, so it cannot be read back and compared.',
    documentedAt: 'https://cli.github.com/manual/gh_secret_set',
    onWindows: true,
  },
  {
    id: 'vercel',
    title: 'Vercel',
    write: 'vercel env add {name} production --sensitive --force',
    needs: 'The Vercel CLI, signed in, in a folder linked with "vercel link".',
    note: 'It replaces the value that is there, and counts from the next deployment. Sensitive values are never shown again.',
    documentedAt: 'https://vercel.com/docs/cli/env',
    onWindows: true,
  },
  {
    id: 'fly',
    title: 'Fly.io',
    write: '(printf "%s=" {name}; cat) | fly secrets import --app my-shop --stage',
    needs: 'The Fly CLI (fly), signed in; and an app, here "my-shop".',
    note: 'It counts from the next deployment; without --stage the app is deployed at once. Fly never shows a secret again.',
    documentedAt: 'https://fly.io/docs/flyctl/secrets-import/',
    onWindows: false,
  },
];
