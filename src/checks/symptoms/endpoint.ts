import { chooseEndpoint, shownEndpoint } from './endpoint-choice.ts';
import { enableEndpoint } from './fixes.ts';
import { type Symptom, seen } from './symptom.ts';
import { endpointWords as words } from './webhook-copy.ts';

/** The endpoint was disabled or removed, so nothing is sent. */
export const endpoint: Symptom = {
  id: 'endpoint',
  title: words.title,
  examine: async (look, client) => {
    const chosen = await chooseEndpoint(look);
    const evidence = [seen(chosen.evidence)];
    if (chosen.gone !== undefined) return { status: 'missing', ...words.gone(chosen.gone), evidence };
    if (chosen.endpoint === undefined) return { status: 'missing', ...words.none, evidence };
    const shown = shownEndpoint(chosen.endpoint);
    switch (chosen.endpoint.enabled) {
      case true:
        return { status: 'done', ...words.enabled(shown), evidence };
      case false:
        return {
          status: 'missing',
          ...words.disabled(shown),
          evidence,
          fix: enableEndpoint(client, chosen.endpoint),
        };
      case undefined:
        return { status: "can't tell", ...words.unsaid(shown), evidence };
    }
  },
};
