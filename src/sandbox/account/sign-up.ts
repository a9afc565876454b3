import type { Context } from '../context.ts';
import { newAccessToken, newId, newOnboardingToken, newVerificationCode } from '../identifiers.ts';
import type { SignUpRecord } from '../state/account-records.ts';
import { ApiError } from '../transport/api-error.ts';

/** How long the code and the session last. Flint publishes neither; neither is scaled by speed. */
const codeMilliseconds = 15 * 60 * 1000;
const sessionMilliseconds = 60 * 60 * 1000;

/** Wrong codes that are taken before the sign-up is over. */
const mostAttempts = 5;

export interface SignUpInput {
  readonly email: string;
  readonly first_name: string;
  readonly last_name: string;
}

/** Begins a sign-up (API notes, keys section 4). Nothing is mailed: the dashboard shows the code. */
export function startSignUp(context: Context, input: SignUpInput): SignUpRecord {
  const now = context.clock.now();
  const signUp: SignUpRecord = {
    ...input,
    verification_token: newAccessToken(),
    verification_code: newVerificationCode(),
    attempts: 0,
    expires_at: now + codeMilliseconds,
    user_id: newId('usr', now),
  };
  context.store.state.sign_ups[signUp.verification_token] = signUp;
  return signUp;
}

/** Trades the code for a session token. */
export function verifySignUp(
  context: Context,
  token: string,
  code: string,
): SignUpRecord & { readonly session: NonNullable<SignUpRecord['session']> } {
  const now = context.clock.now();
  const signUp = context.store.state.sign_ups[token];
  if (signUp === undefined) throw refusal('INVALID_VERIFICATION', 'This verification is not known.');
  if (now >= signUp.expires_at) throw refusal('VERIFICATION_EXPIRED', 'The code has expired. Begin again.');
  if (signUp.attempts >= mostAttempts) {
    throw refusal('VERIFICATION_ATTEMPTS_EXCEEDED', 'Too many wrong codes. Begin again.');
  }
  if (signUp.verification_code !== code) {
    signUp.attempts += 1;
    throw refusal('INVALID_VERIFICATION', 'This is not the code.');
  }
  signUp.session ??= { token: newOnboardingToken(), expires_at: now + sessionMilliseconds };
  return { ...signUp, session: signUp.session };
}

/** Sign-ups whose code can still be used, for the dashboard. */
export function waitingSignUps(context: Context): SignUpRecord[] {
  const now = context.clock.now();
  return Object.values(context.store.state.sign_ups).filter(
    ({ session, expires_at }) => session === undefined && now < expires_at,
  );
}

function refusal(code: string, message: string): ApiError {
  return new ApiError(401, code, message);
}
