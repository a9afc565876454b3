import type { Hono } from 'hono';
import { html } from 'hono/html';
import { createApiKey } from '../account/api-keys.ts';
import { stageOf, submitProfile, submitVerification, type VerificationStage } from '../account/verification.ts';
import { type Context, planeOf } from '../context.ts';
import { keyPrefixOf } from '../identifiers.ts';
import type { Scheduler } from '../scheduler.ts';
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
    submitProfile(context, 'live', { website_url, support_email });
    scheduler.commit(true);
    return call.redirect(dashboardPath, 303);
  });

  app.post(`${dashboardPath}/verification`, (call) => {
    submitVerification(context, 'live');
    scheduler.commit(true);
    return call.redirect(dashboardPath, 303);
  });

  app.post(`${dashboardPath}/keys`, async (call) => {
    const name = (await field(call, 'name')) ?? 'Live key';
    const key = createApiKey(context, 'live', { name, scopes: scopeCatalogue });
    scheduler.commit(true);
    return page(call, newKeyPage(name, key.secret_key));
  });
}

function dashboardPage(context: Context): Markup {
  const { business_name, merchant_id } = context.store.state;
  const live = planeOf(context, 'live');
  const stage = stageOf(live.onboarding, context.clock.now());
  const handedIn = live.onboarding.verification_completed_at !== undefined;
  return layout(
    'Dashboard',
    html`<p>${business_name}, ${merchant_id}, live (rehearsed).</p>
<h2>Account verification</h2>
<p role="status">${words[stage]}</p>
${stage === 'profile' ? profileForm() : ''}
${handedIn ? '' : verificationForm()}
<h2>API keys, live</h2>
<ul>
${Object.values(live.api_keys).map(
  (key) => html`<li>${key.name}: <code>${keyPrefixOf(key.secret_key)}…</code>, ${key.status}</li>`,
)}
</ul>
<form method="post" action="${dashboardPath}/keys">
<p><label for="name">Name of the new key</label> <input id="name" name="name" value="Production" required></p>
<button type="submit">Create a live key</button>
</form>`,
  );
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

function newKeyPage(name: string, secretKey: string): Markup {
  return layout(
    'New live key',
    html`<p>${name}. The key is shown once, now. Copy it.</p>
<p><code>${secretKey}</code></p>
<p><a href="${dashboardPath}">Back to the dashboard</a></p>`,
  );
}
