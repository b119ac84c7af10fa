import AxeBuilder from '@axe-core/playwright';
import { type BrowserContext, test as base, expect, type Page } from '@playwright/test';
import { EditorPage } from './pages/editorPage.ts';

/** What a page must never do, whatever a test is about; each is collected and looked at in the end. */
export interface Offences {
  readonly console: string[];
  readonly policy: string[];
  readonly foreignRequests: string[];
}

interface Fixtures {
  /** The app in a fresh profile. */
  readonly editor: EditorPage;
  readonly offences: Offences;
}

export const test = base.extend<Fixtures>({
  offences: [
    async ({ context, baseURL }, use) => {
      const offences: Offences = { console: [], policy: [], foreignRequests: [] };
      await watch(context, new URL(baseURL ?? '').origin, offences);
      await use(offences);
      expect(offences).toEqual({ console: [], policy: [], foreignRequests: [] });
    },
    { auto: true },
  ],
  editor: async ({ page }, use) => {
    await use(new EditorPage(page));
  },
});

/** Collects offences of every page of a context: errors, violations of the policy, requests to elsewhere. */
export async function watch(context: BrowserContext, origin: string, offences: Offences): Promise<void> {
  await context.exposeBinding('reportPolicyViolation', (_source, text: string) => {
    offences.policy.push(text);
  });
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      const { reportPolicyViolation } = window as unknown as {
        reportPolicyViolation: (text: string) => void;
      };
      reportPolicyViolation(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}`);
    });
  });
  context.on('request', (request) => {
    const url = new URL(request.url());
    const local = url.protocol === 'blob:' || url.protocol === 'data:' || url.origin === origin;
    if (!local) offences.foreignRequests.push(request.url());
  });
  context.on('console', (message) => {
    // The tests' own doing (playwright.config.ts).
    if (message.text().includes('Service Worker registration blocked by Playwright')) return;
    if (message.type() === 'error' || message.type() === 'warning') offences.console.push(message.text());
  });
  context.on('weberror', (error) => {
    offences.console.push(error.error().message);
  });
}

/** No violation of WCAG A and AA, or of axe's best practices, in what the page shows now. */
export async function expectAccessible(page: Page, without: string[] = []): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).disableRules(without).analyze();
  const told = violations.map(({ id, help, nodes }) => ({
    id,
    help,
    where: nodes.map((node) => node.html.slice(0, 200)),
  }));
  expect(told).toEqual([]);
}

export { expect } from '@playwright/test';
