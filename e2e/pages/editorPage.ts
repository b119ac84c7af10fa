import { expect, type Locator, type Page } from '@playwright/test';

export type LegName = 'Request' | 'Reply' | 'Follow-up' | 'Answer';

/** The editor as its user sees it: what can be found by role and name, and what can be done. */
export class EditorPage {
  readonly page: Page;
  readonly timeline: Locator;
  readonly verdict: Locator;
  readonly scrubber: Locator;
  readonly walkForm: Locator;

  constructor(page: Page) {
    this.page = page;
    this.timeline = page.getByRole('region', { name: 'Timeline' });
    this.verdict = this.timeline.getByRole('status', { name: 'Verdict' });
    this.scrubber = this.timeline.getByRole('slider', { name: 'Position in the walk' });
    this.walkForm = page.getByRole('form', { name: 'Walk a packet' });
  }

  async open(address = ''): Promise<void> {
    await this.page.goto(`./${address}`);
  }

  async openExample(id: string): Promise<void> {
    await this.open(`?example=${id}`);
    await expect(this.verdict).toBeVisible();
  }

  async showResults(tab: 'Findings' | 'Paths' | 'Routes'): Promise<void> {
    await this.page.getByRole('tab', { name: tab }).click();
  }

  /** The rows of the findings list that are about a rule. */
  finding(rule: string): Locator {
    return this.page
      .getByRole('tabpanel')
      .getByRole('listitem')
      .filter({ has: this.page.getByText(rule, { exact: true }) });
  }

  /** One leg of the walk in words. */
  leg(name: LegName): Locator {
    return this.page.getByRole('region', { name: new RegExp(`^${name}`) });
  }

  hops(name: LegName): Locator {
    return this.leg(name).getByRole('list', { name: /hops$/ }).getByRole('listitem');
  }

  /** Asks the worker for a flow that is not saved. */
  async walk(from: string, to: string, options: { port?: number; protocol?: 'TCP' | 'UDP' | 'ICMP' } = {}) {
    await this.showResults('Paths');
    await this.walkForm.getByLabel('From').fill(from);
    await this.walkForm.getByLabel('To').fill(to);
    if (options.port !== undefined) await this.walkForm.getByLabel('Port').fill(String(options.port));
    if (options.protocol)
      await this.walkForm.getByLabel('Protocol').selectOption({ label: options.protocol });
    await this.walkForm.getByRole('button', { name: 'Walk' }).click();
  }
}
