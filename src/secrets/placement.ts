import { describeCommand } from './command-store.ts';
import {
  commandInProduction,
  envFileInProduction,
  envFileInWords,
  keychainInProduction,
  keychainInWords,
  settingWords,
} from './copy.ts';
import { keychainAccount, keychainService } from './keychain-store.ts';
import type { Command } from './run-command.ts';

/** The kinds of places a secret can go. */
export type PlaceKind = Place['kind'];

/** A place as it was chosen, with what has to be known about it. */
export type Place =
  | { readonly kind: 'env file'; readonly file: string }
  | { readonly kind: 'keychain'; readonly project: string }
  | { readonly kind: 'command'; readonly write: Command; readonly read?: Command | undefined };

/** Something that has to be given before a place can be used. */
export interface PlaceSetting {
  readonly name: keyof typeof settingWords;
  readonly required: boolean;
  readonly inWords: string;
}

const settings: Readonly<Record<PlaceKind, readonly PlaceSetting[]>> = {
  'env file': [{ name: 'file', required: true, inWords: settingWords.file }],
  keychain: [],
  command: [
    { name: 'write', required: true, inWords: settingWords.write },
    { name: 'read', required: false, inWords: settingWords.read },
  ],
};

/** What has to be given before a place of this kind can be used. */
export function settingsOf(kind: PlaceKind): readonly PlaceSetting[] {
  return settings[kind];
}

/** What the store of this place says of itself, for before there is one. */
export function describePlace(place: Place): string {
  switch (place.kind) {
    case 'env file':
      return envFileInWords(place.file);
    case 'keychain':
      return keychainInWords();
    case 'command':
      return describeCommand(place.write);
  }
}

/** What has to be set up so that production gets the secret from this place. @param name the secret's, as in `FLINT_API_KEY` */
export function inProduction(place: Place, name: string, platform: NodeJS.Platform = process.platform): string {
  switch (place.kind) {
    case 'env file':
      return envFileInProduction(place.file);
    case 'keychain':
      return keychainInProduction(keychainService, keychainAccount(place.project, name), platform);
    case 'command':
      return commandInProduction;
  }
}
