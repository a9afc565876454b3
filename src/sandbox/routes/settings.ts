import { z } from 'zod';
import { presentEffectiveSettings, presentSettings, updateSettings } from '../account/settings.ts';
import { settingsPatch } from '../account/settings-input.ts';
import { invalid } from '../transport/api-error.ts';
import { idInput } from '../transport/inputs.ts';
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

/** Locations and devices have settings of their own; the rehearsal keeps neither, so none can be named. */
const readEffectiveSettings = route({
  feature: 'effective-settings',
  only: '2026-09-07',
  method: 'GET',
  path: '/v1/settings/effective',
  scope: reading('settings'),
  query: z.strictObject({ location_id: idInput('loc').optional(), device_id: idInput('dev').optional() }),
  handle({ context, mode, query }) {
    for (const name of ['location_id', 'device_id'] as const) {
      if (query[name] !== undefined) throw invalid(name, `There is no ${name.slice(0, -3)} ${query[name]} here.`);
    }
    return ok(presentEffectiveSettings(context, mode));
  },
});

export const settingsRoutes: readonly Route[] = [readSettings, updateSettingsRoute, readEffectiveSettings];
