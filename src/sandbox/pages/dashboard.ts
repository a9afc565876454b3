import type { Hono } from 'hono';
import { html } from 'hono/html';
import { createApiKey } from '../account/api-keys.ts';
import { raiseRequirements, remediationOf } from '../account/remediation.ts';
import { requirementCodes } from '../account/requirement-codes.ts';
import { waitingSignUps } from '../account/sign-up.ts';
import { stageOf, submitProfile, submitVerification, type VerificationStage } from '../account/verification.ts';
import { type Context, planeOf } from '../context.ts';
import { keyPrefixOf } from '../identifiers.ts';
import { limitToOwnPayments } from '../payments/balance.ts';
import type { Scheduler } from '../scheduler.ts';
import type { SignUpRecord } from '../state/account-records.ts';
import { scopeCatalogue } from '../transport/scope-catalogue.ts';
import { layout, type Markup } from './layout.ts';
import { field, page } from './serve-page.ts';

export const dashboardPath = '/sandbox/dashboard';

/** What a person would do in Flint's dashboard: hand in papers, and make live keys. */
export function serveDashboard(app: Hono, context: Context, scheduler: Scheduler): void {
  app.get(dashboardPath, (call) => {
    scheduler.catchUp();
    scheduler.commit(false);
    return page(call, dashboardPage(context));
  });

  app.post(`${dashboardPath}/profile`, async (call) => {
    const website_url = await field(call, 'website_url');
    const support_email = await field(call, 'support_email');
    scheduler.catchUp();
    submitProfile(context, 'live', { website_url, support_email });
    scheduler.commit(true);
    return call.redirect(dashboardPath, 303);
  });

  app.post(`${dashboardPath}/verification`, (call) => {
    scheduler.catchUp();
    submitVerification(context, 'live');
    scheduler.commit(true);
    return call.redirect(dashboardPath, 303);
  });

  app.post(`${dashboardPath}/requirements`, async (call) => {
    const due = await field(call, 'due');
    const named = (await field(call, 'requirements'))?.split(/[\s,]+/) ?? [];
    scheduler.catchUp();
    if (due === 'eventually' || due === 'currently' || due === 'past') {
      const requirements = named.filter((code) => requirementCodes.includes(code));
      raiseRequirements(context, 'live', { due, ...(requirements.length === 0 ? {} : { requirements }) });
    }
    scheduler.commit(true);
    return call.redirect(dashboardPath, 303);
  });

  app.post(`${dashboardPath}/balance`, async (call) => {
    const limited = (await field(call, 'new_account')) === 'yes';
    scheduler.catchUp();
    limitToOwnPayments(context, 'live', limited);
    scheduler.commit(true);
    return call.redirect(dashboardPath, 303);
  });

  app.post(`${dashboardPath}/keys`, async (call) => {
    const name = (await field(call, 'name')) ?? 'Live key';
    scheduler.catchUp();
    const key = createApiKey(context, 'live', { name, scopes: scopeCatalogue });
    scheduler.commit(true);
    return page(call, newKeyPage(name, key.secret_key));
  });
}

function dashboardPage(context: Context): Markup {
  const { business_name, merchant_id } = context.store.state;
  const live = planeOf(context, 'live');
  const now = context.clock.now();
  const stage = stageOf(live.onboarding, now);
  const asked = remediationOf(live.onboarding.remediation, now);
  const due = [...asked.past_due, ...asked.currently_due, ...asked.eventually_due];
  const handedIn = live.onboarding.verification_completed_at !== undefined;
  return layout(
    'Dashboard',
    html`<p>${business_name}, ${merchant_id}, live (rehearsed).</p>
<h2>Account verification</h2>
<p role="status">${words[stage]}</p>
${due.length === 0 ? '' : html`<p role="status">Flint asks for more: ${due.join(', ')}.</p>`}
${stage === 'profile' ? profileForm() : ''}
${handedIn ? '' : verificationForm()}
${handedIn && due.length > 0 ? laterForm() : ''}
<h2>API keys, live</h2>
<ul>
${Object.values(live.api_keys).map(
  (key) => html`<li>${key.name}: <code>${keyPrefixOf(key.secret_key)}…</code>, ${key.status}</li>`,
)}
</ul>
<form method="post" action="${dashboardPath}/keys">
<p><label for="name">Name of the new key</label> <input id="name" name="name" value="Production" required></p>
<button type="submit">Create a live key</button>
</form>
${signUps(waitingSignUps(context))}
${switches(live.balance.limited, stage === 'complete')}`,
  );
}

/** What Flint would have mailed. */
function signUps(waiting: readonly SignUpRecord[]): Markup | '' {
  if (waiting.length === 0) return '';
  return html`<h2>Sign-ups</h2>
<p>Flint would mail these codes. The rehearsal mails nothing.</p>
<ul>
${waiting.map(({ email, verification_code }) => html`<li>${email}: <code>${verification_code}</code></li>`)}
</ul>`;
}

/** What no dashboard of Flint's has: things that only Flint, or time, could bring about. */
function switches(limited: boolean, verified: boolean): Markup {
  return html`<h2>Switches of the rehearsal</h2>
<p>Flint has none of these.</p>
${verified ? requirementsForm() : ''}
<form method="post" action="${dashboardPath}/balance">
<p>${limited ? 'The live balance holds only what was paid here, less the fees, so a full refund is short of money.' : 'The live balance has money enough for every refund.'}</p>
<button type="submit" name="new_account" value="${limited ? 'no' : 'yes'}">${limited ? 'Give the account enough money' : 'Make it a new account: its balance holds only what was paid, less the fee'}</button>
</form>`;
}

function requirementsForm(): Markup {
  return html`<form method="post" action="${dashboardPath}/requirements">
<p><label for="requirements">Requirement codes</label> <input id="requirements" name="requirements" value="business_tax_id" required></p>
<p><label for="due">How urgent</label> <select id="due" name="due">
<option value="eventually">announced, not due yet</option>
<option value="currently" selected>due, with a deadline ten minutes ahead</option>
<option value="past">the deadline is over</option>
</select></p>
<button type="submit">Ask the account for more</button>
</form>`;
}

const words: Record<VerificationStage, string> = {
  profile: 'The business profile is missing: website and support e-mail address.',
  verification: 'An identity document and a bank account are missing.',
  review: 'Everything was handed in and is under review. Nothing to do but wait.',
  'payout-review': 'Payments are ready. The bank account is still under review.',
  complete: 'The account is verified.',
};

function profileForm(): Markup {
  return html`<form method="post" action="${dashboardPath}/profile">
<p><label for="website_url">Website</label> <input id="website_url" name="website_url" type="url" value="https://canvas-and-co.example" required></p>
<p><label for="support_email">Support e-mail</label> <input id="support_email" name="support_email" type="email" value="support@canvas-and-co.example" required></p>
<button type="submit">Save the profile</button>
</form>`;
}

function verificationForm(): Markup {
  return html`<form method="post" action="${dashboardPath}/verification">
<p>Flint asks here for an identity document and a bank account. The rehearsal asks for neither.</p>
<button type="submit">Hand in identity document and bank account (simulated)</button>
</form>`;
}

function laterForm(): Markup {
  return html`<form method="post" action="${dashboardPath}/verification">
<button type="submit">Hand in what Flint asks for (simulated)</button>
</form>`;
}

function newKeyPage(name: string, secretKey: string): Markup {
  return layout(
    'New live key',
    html`<p>${name}. The key is shown once, now. Copy it.</p>
<p><code>${secretKey}</code></p>
<p><a href="${dashboardPath}">Back to the dashboard</a></p>`,
  );
}
