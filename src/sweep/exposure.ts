import { builtFolders, builtWhenIgnored } from './built-folders.ts';
import type { Reference } from './reference.ts';

/** How something reaches people's browsers or devices: under a name that bundlers publish, or in a folder that is served or shipped. */
export type Exposure =
  | { readonly by: 'variable'; readonly name: string }
  | { readonly by: 'public folder' | 'build output' | 'app package'; readonly name: string };

const publishedVariable =
  /^(?:NEXT_PUBLIC_|VITE_|EXPO_PUBLIC_|REACT_APP_|GATSBY_|NUXT_PUBLIC_|VUE_APP_|NG_APP_|STORYBOOK_|SNOWPACK_PUBLIC_|PUBLIC_)/;
const publicFolders = new Set(['public', 'static', 'www', 'wwwroot', 'htdocs', 'public_html']);
const appPackage =
  /(?:^|\/)(?:app\.json|app\.config\.[cm]?[jt]s|Info\.plist|AndroidManifest\.xml|strings\.xml|[^/]+\.xcconfig)$/;

/** Whether what stands there is published, as far as its name and place tell. */
export function exposureOf({ file, variable }: Pick<Reference, 'file' | 'variable'>): Exposure | undefined {
  const name = variable?.split('.').at(-1);
  if (name !== undefined && publishedVariable.test(name)) return { by: 'variable', name };
  const folders = file.split('/').slice(0, -1);
  const served = folders.find((folder) => publicFolders.has(folder));
  if (served !== undefined) return { by: 'public folder', name: served };
  const built = folders.find((folder) => builtFolders.has(folder) || builtWhenIgnored.has(folder));
  if (built !== undefined) return { by: 'build output', name: built };
  return appPackage.test(file) ? { by: 'app package', name: file } : undefined;
}
