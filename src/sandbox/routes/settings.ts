import { presentSettings, updateSettings } from '../account/settings.ts';
import { settingsPatch } from '../account/settings-input.ts';
import { ok, type Route, route } from '../transport/route.ts';
import { reading, writing } from '../transport/scopes.ts';

const readSettings = route({
  method: 'GET',
  path: '/v1/settings',
  scope: reading('settings'),
  handle: ({ context, mode }) => ok(presentSettings(context, mode)),
});

const updateSettingsRoute = route({
  method: 'PATCH',
  path: '/v1/settings',
  scope: writing('settings'),
  body: settingsPatch,
  handle({ context, mode, body }) {
    updateSettings(context, mode, body);
    return ok(presentSettings(context, mode));
  },
});

export const settingsRoutes: readonly Route[] = [readSettings, updateSettingsRoute];
