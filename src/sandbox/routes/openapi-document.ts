import { z } from 'zod';
import { ApiError } from '../transport/api-error.ts';
import { knownVersions, servedVersion } from '../transport/respond.ts';
import { type Route, route } from '../transport/route.ts';
import { noScope } from '../transport/scopes.ts';

/** A small document that names what this server answers. Flint's own has 8.6 MB; this one says that it is not Flint's. */
export function openApiRoute(served: readonly Route[]): Route {
  return route({
    feature: 'openapi-document',
    only: '2026-09-07',
    access: 'public',
    method: 'GET',
    path: '/v1/openapi.json',
    scope: noScope,
    query: z.strictObject({ version: z.string().optional() }),
    handle({ context, query }) {
      if (query.version !== undefined && !knownVersions.includes(query.version)) {
        throw new ApiError(400, 'INVALID_API_VERSION', `${query.version} is not a known version.`, {
          param: 'version',
        });
      }
      const version = servedVersion(context);
      const data = {
        openapi: '3.1.0',
        info: {
          title: 'Embedded sandbox of flint-golive: not Flint’s document',
          description: 'Lists the paths and methods this sandbox answers, and no schemas.',
          version,
        },
        'x-flint-api-version': version,
        'x-flint-api-releases': { current_version: '2026-09-07' },
        'x-embedded-sandbox': true,
        paths: pathsOf(served),
      };
      return { status: 200, data, bare: true };
    },
  });
}

function pathsOf(served: readonly Route[]): Record<string, unknown> {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const { method, path } of served) {
    const written = path.replaceAll(/:(\w+)/g, '{$1}');
    paths[written] = { ...paths[written], [method.toLowerCase()]: { responses: {} } };
  }
  return paths;
}
