import { readHealthUrl } from '../../../checks/deployed/health-url.ts';
import { choiceQuestion, textQuestion } from '../../../launch/question.ts';

const step = 'cut-over';

export const deployed = choiceQuestion({
  id: 'cut-over.deployed',
  step,
  title: 'Is this configuration deployed?',
  flag: '--deployed',
  choices: [
    { value: 'yes', label: 'Yes, it is deployed', detail: 'The service runs with these settings now.' },
    { value: 'no', label: 'Not yet', detail: 'The wizard stops here; nothing is lost.' },
    {
      value: 'show',
      label: 'Show the secrets, for pasting',
      detail: 'They stand on this screen until you hide them, and nowhere else.',
    },
  ],
  defaultInWords: 'Yes, it is deployed',
});

export const smokeWay = choiceQuestion({
  id: 'cut-over.smoke-test',
  step,
  title: 'How should it be proved that the deployed service runs in live mode?',
  flag: '--smoke-test',
  choices: [
    {
      value: 'order',
      label: 'By an order that it makes now',
      detail:
        'Go to your own checkout up to the page where one pays. Do not pay yet. The order is seen with the live key.',
    },
    {
      value: 'health',
      label: 'By its own health page',
      detail: 'A page of yours that names the mode: the header Flint-Mode, or JSON with "flint_mode".',
    },
    {
      value: 'request-log',
      label: 'By Flint’s log of the deployed key',
      detail: 'Any call that your service makes while this program makes none. Not every server keeps such a log.',
    },
    { value: 'skip', label: 'Leave it out', detail: 'A test key in production stays unseen; it is listed as open.' },
  ],
  defaultInWords: 'By an order; in a rehearsal by the sample shop’s health page',
});

export const healthUrl = textQuestion<string>({
  id: 'cut-over.health-url',
  step,
  title: 'The address of the health page?',
  flag: '--health-url',
  check: (text) => {
    const read = readHealthUrl(text);
    if ('problem' in read) return { ok: false, problem: read.sentence };
    if (read.url.search !== '') {
      return { ok: false, problem: 'Give it without a query: the address is kept, and a query may hold a secret.' };
    }
    return { ok: true, answer: read.url.href };
  },
});

/** Asked once for each new order that is seen; the instance is its id. */
export const isYourOrder = choiceQuestion({
  id: 'cut-over.this-order',
  step,
  title: 'Is this the order that your own checkout made just now?',
  flag: '--this-order',
  choices: [
    { value: 'yes', label: 'Yes, this one' },
    { value: 'no', label: 'No, look for another', detail: 'This one is left alone.' },
  ],
  defaultInWords: 'Yes, this one',
});
