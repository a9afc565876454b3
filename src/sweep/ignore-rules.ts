import { readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import ignore from 'ignore';

interface Layer {
  /** Absolute path of the folder that the rules are written for. */
  readonly base: string;
  readonly rules: ReturnType<typeof ignore>;
}

/** What git ignores, as far as .gitignore files inside the repository say. The nearest file that has an opinion decides. */
export class IgnoreRules {
  readonly #layers: readonly Layer[];

  private constructor(layers: readonly Layer[]) {
    this.#layers = layers;
  }

  /**
   * The rules in force in a folder: those of the repository around it, and its own. A folder that the repository ignores as a
   * whole, such as a project below a home directory that is a repository, is judged by its own rules only.
   */
  static around(folder: string): IgnoreRules {
    let rules = new IgnoreRules([]);
    for (const base of foldersFromRepository(folder)) {
      if (rules.ignores(base, 'folder')) return new IgnoreRules([]).inside(folder);
      if (exists(join(base, '.git'))) rules = rules.with(base, join(base, '.git', 'info', 'exclude'));
      rules = rules.inside(base);
    }
    return rules;
  }

  /** The rules in force in a folder below. */
  inside(folder: string): IgnoreRules {
    return this.with(folder, join(folder, '.gitignore'));
  }

  /** @param path absolute path of the file or folder */
  ignores(path: string, kind: 'file' | 'folder'): boolean {
    for (const { base, rules } of this.#layers) {
      const verdict = verdictOf(rules, pathInside(base, path) + (kind === 'folder' ? '/' : ''));
      if (verdict.ignored) return true;
      if (verdict.unignored) return false;
    }
    return false;
  }

  private with(base: string, file: string): IgnoreRules {
    const text = textOf(file);
    return text.trim() === '' ? this : new IgnoreRules([{ base, rules: ignore().add(text) }, ...this.#layers]);
  }
}

function pathInside(base: string, path: string): string {
  const inside = path.startsWith(base + sep) ? path.slice(base.length + 1) : relative(base, path);
  return sep === '/' ? inside : inside.split(sep).join('/');
}

/** A pattern that makes no sense ignores nothing: better to read a file too many than to miss one. */
function verdictOf(rules: ReturnType<typeof ignore>, path: string): { ignored: boolean; unignored: boolean } {
  try {
    return rules.test(path);
  } catch {
    return { ignored: false, unignored: false };
  }
}

/** From the top of the git repository down to the folder itself; only the folder when it is in no repository. */
function foldersFromRepository(folder: string): string[] {
  const folders = [folder];
  for (let current = folder; ; current = dirname(current)) {
    if (exists(join(current, '.git'))) return folders;
    const above = dirname(current);
    if (above === current) return [folder];
    folders.unshift(above);
  }
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

/** In a folder that may not be looked into, nothing is known to be there. */
function exists(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch {
    return false;
  }
}
