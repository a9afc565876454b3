import { type OnboardingFieldName, onboardingFieldNames } from '../../flint/onboarding-fields.ts';
import type { Question } from '../../launch/question.ts';
import { choiceQuestion, textQuestion } from '../../launch/question.ts';
import { readWebAddress } from '../web-address.ts';
import { fieldWords } from './copy.ts';

const step = 'account';

export const howToVerify = choiceQuestion({
  id: 'account.how',
  step,
  title: 'How do you want to give Flint what it needs?',
  flag: '--verify',
  choices: [
    { value: 'api', label: 'Answer here', detail: 'The wizard asks for each field and sends it over the API.' },
    {
      value: 'dashboard',
      label: 'In the dashboard',
      detail: 'The dashboard walks you through what is still required.',
    },
    { value: 'later', label: 'Later', detail: 'Go on with the live key. Step 3 waits until the account is clear.' },
  ],
  defaultInWords: 'Answer here',
});

export const verifiedInDashboard = choiceQuestion({
  id: 'account.dashboard',
  step,
  title: 'Has account verification been started in the dashboard?',
  flag: '--dashboard-verification',
  choices: [
    {
      value: 'started',
      label: 'Yes, it is started or finished',
      detail: 'Review may go on; step 3 tells when it clears.',
    },
    { value: 'later', label: 'Not yet, go on all the same', detail: 'Step 3 will name what is missing.' },
  ],
  defaultInWords: 'Yes, it is started or finished',
});

/** One question for each field; what a field must look like is checked here, whether it is right is Flint's to say. */
export const fieldQuestions: Readonly<Record<OnboardingFieldName, Question<string>>> = {
  website_url: field('website_url', webAddress),
  support_email: field('support_email', emailAddress),
  support_phone: field('support_phone', phoneNumber),
  support_url: field('support_url', webAddress),
  email: field('email', emailAddress),
  country: field('country', countryCode),
};

function field(name: OnboardingFieldName, check: (text: string) => string | undefined): Question<string> {
  return textQuestion<string>({
    id: `account.${name.replaceAll('_', '-')}`,
    step,
    title: `${fieldWords(name)}?`,
    flag: `--${name.replaceAll('_', '-')}`,
    check: (text) => {
      const problem = check(text);
      return problem === undefined ? { ok: true, answer: text } : { ok: false, problem };
    },
  });
}

function webAddress(text: string): string | undefined {
  const read = readWebAddress(text, 'https://shop.example.com');
  return read.ok ? undefined : read.problem;
}

function emailAddress(text: string): string | undefined {
  return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text)
    ? undefined
    : 'It has to be an e-mail address, such as help@example.com.';
}

function phoneNumber(text: string): string | undefined {
  return /^\+[1-9]\d{6,14}$/.test(text.replace(/[\s().-]/g, ''))
    ? undefined
    : 'It has to be a number with its country code, such as +1 415 555 0100.';
}

function countryCode(text: string): string | undefined {
  return text.toUpperCase() === 'US' ? undefined : 'Flint takes merchants in the United States only at present: US.';
}

export const accountQuestions: readonly Question[] = [
  howToVerify,
  verifiedInDashboard,
  ...onboardingFieldNames.map((name) => fieldQuestions[name]),
];
