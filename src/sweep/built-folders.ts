/** Folders that build tools write and nobody else. What is in them goes to browsers and devices. */
export const builtFolders: ReadonlySet<string> = new Set(['dist', '.next', '.nuxt', '.output', '.svelte-kit']);

/** Folders that some projects write themselves; where git ignores them, a build tool does. */
export const builtWhenIgnored: ReadonlySet<string> = new Set(['build', 'out', '.expo', 'storybook-static']);
