import type { Check } from '../check.ts';
import type { CheckContext } from '../context.ts';

/** Whether the production key that was found works, and in which mode it ran in this run (the guide, step 2). */
export const keyStillWorks: Check<CheckContext> = {
  id: 'still.key',
  title: 'The production key works',
  run: async ({ production, productionNote, withoutProduction, merchantId }) => {
    const { proof, mode } = production ?? {};
    if (proof === undefined) {
      return {
        status: "can't tell",
        message: 'No production key could be proved.',
        ...(withoutProduction === undefined ? {} : { detail: withoutProduction }),
        evidence: [],
      };
    }
    return {
      status: 'done',
      message: `Requests with the production key run in ${mode} mode, for ${merchantId ?? 'a merchant that is not told'}.`,
      ...(productionNote === undefined ? {} : { detail: productionNote }),
      evidence: [
        {
          what: `${proof.method} ${proof.path}`,
          at: proof.at,
          ...(proof.requestId === undefined ? {} : { requestId: proof.requestId }),
        },
      ],
    };
  },
};
