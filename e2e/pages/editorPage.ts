import { expect, type Locator, type Page } from '@playwright/test';

export type LegName = 'Request' | 'Reply' | 'Follow-up' | 'Answer';
export type Kind = 'Cluster' | 'Router' | 'Host';

/** The editor as its user sees it: what can be found by role and name, and what can be done. */
export class EditorPage {
  readonly page: Page;
  readonly canvas: Locator;
  readonly palette: Locator;
  readonly inspector: Locator;
  readonly results: Locator;
  readonly timeline: Locator;
  readonly verdict: Locator;
  readonly scrubber: Locator;
  readonly walkForm: Locator;
  readonly heading: Locator;
  /** The banner over a design that came by a link. */
  readonly preview: Locator;
  readonly dialog: Locator;
  readonly undo: Locator;
  readonly redo: Locator;

  constructor(page: Page) {
    this.page = page;
    this.canvas = page.getByRole('main', { name: 'Canvas' });
    this.palette = page.getByRole('navigation', { name: 'Palette' });
    this.inspector = page.getByRole('complementary', { name: 'Inspector' });
    this.results = page.getByRole('region', { name: 'Results' });
    this.timeline = page.getByRole('region', { name: 'Timeline' });
    this.verdict = this.timeline.getByRole('status', { name: 'Verdict' });
    this.scrubber = this.timeline.getByRole('slider', { name: 'Position in the walk' });
    this.walkForm = page.getByRole('form', { name: 'Walk a packet' });
    this.heading = page.getByRole('heading', { level: 1 });
    this.preview = page.getByRole('region', { name: 'Shared design' });
    this.dialog = page.getByRole('dialog');
    this.undo = page.getByRole('button', { name: /^Undo/ });
    this.redo = page.getByRole('button', { name: /^Redo/ });
  }

  async open(address = ''): Promise<void> {
    await this.page.goto(`./${address}`);
    await expect(this.heading).toBeVisible();
  }

  async openExample(id: string): Promise<void> {
    await this.open(`?example=${id}`);
    await expect(this.verdict).toBeVisible();
  }

  // The canvas

  card(name: string, kind: Kind): Locator {
    return this.canvas.getByRole('group', { name: new RegExp(`^${kind} ${name}(,|$)`) });
  }

  cards(kind: Kind): Locator {
    return this.canvas.getByRole('group', { name: new RegExp(`^${kind} `) });
  }

  attachment(device: string, router: string): Locator {
    return this.canvas.getByRole('img', { name: `${device} is attached to ${router}`, exact: true });
  }

  link(name: RegExp): Locator {
    return this.canvas.getByRole('group', { name });
  }

  async selectOnCanvas(name: string, kind: Kind): Promise<void> {
    await this.card(name, kind).getByText(name, { exact: true }).click();
    await expect(this.inspector.getByRole('heading', { name })).toBeVisible();
  }

  /** The boxes of all cards on the screen, by what they are called. */
  async cardBoxes(): Promise<Map<string, { x: number; y: number; width: number; height: number }>> {
    const boxes = new Map<string, { x: number; y: number; width: number; height: number }>();
    for (const kind of ['Cluster', 'Router', 'Host'] as const)
      for (const card of await this.cards(kind).all()) {
        const box = await card.boundingBox();
        if (box) boxes.set((await card.getAttribute('aria-label')) ?? '', box);
      }
    return boxes;
  }

  /** Pairs of cards of which one covers a part of the other. */
  async covering(): Promise<string[]> {
    const boxes = [...(await this.cardBoxes())];
    return boxes.flatMap(([one, a], i) =>
      boxes
        .slice(i + 1)
        .filter(
          ([, b]) =>
            Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x) > 1 &&
            Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y) > 1,
        )
        .map(([other]) => `${one} / ${other}`),
    );
  }

  get announcements(): Locator {
    return this.page.getByRole('status', { name: 'Announcements' });
  }

  /** Opens the palette and runs the first command that answers. */
  async runCommand(words: string): Promise<void> {
    await this.page.keyboard.press('Control+k');
    await expect(this.page.getByRole('combobox', { name: 'Command palette' })).toBeFocused();
    await this.page.keyboard.type(words);
    await expect(this.page.getByRole('option').first()).toHaveAttribute('data-highlighted', '');
    await this.page.keyboard.press('Enter');
  }

  /** A range of a card, with the mark that says whether it collides. */
  range(card: Locator, text: string): Locator {
    return card.getByRole('listitem').filter({ hasText: text });
  }

  async dragFromPalette(kind: Kind, to: { x: number; y: number }): Promise<void> {
    const box = await this.canvas.boundingBox();
    if (!box) throw new Error('the canvas is not shown');
    await this.palette
      .getByRole('button', { name: kind })
      .dragTo(this.canvas, { targetPosition: { x: box.width * to.x, y: box.height * to.y } });
  }

  site(name: string): Locator {
    return this.canvas.getByRole('group', { name: new RegExp(`^Site ${name}(,|$)`) });
  }

  note(beginning: string): Locator {
    return this.canvas.getByRole('group', { name: new RegExp(`^Note ${beginning}`) });
  }

  /** So many pixels of the canvas, in pixels of the screen. */
  async onScreen(pixels: number): Promise<number> {
    const zoom = await this.canvas.getByRole('button', { name: /^Zoom \d+ percent/ }).textContent();
    return (pixels * Number.parseInt(zoom ?? '100', 10)) / 100;
  }

  async dragBy(handle: Locator, by: { x: number; y: number }): Promise<void> {
    const box = await handle.boundingBox();
    if (!box) throw new Error('it is not shown');
    const { mouse } = this.page;
    const start = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    await mouse.move(start.x, start.y);
    await mouse.down();
    await mouse.move(start.x + by.x / 2, start.y + by.y / 2, { steps: 4 });
    await mouse.move(start.x + by.x, start.y + by.y, { steps: 4 });
    await mouse.up();
  }

  async dragCard(card: Locator, by: { x: number; y: number }): Promise<void> {
    const box = await card.boundingBox();
    if (!box) throw new Error('the card is not shown');
    const { mouse } = this.page;
    const start = { x: box.x + box.width / 2, y: box.y + 14 };
    await mouse.move(start.x, start.y);
    await mouse.down();
    await mouse.move(start.x + by.x / 2, start.y + by.y / 2, { steps: 4 });
    await mouse.move(start.x + by.x, start.y + by.y, { steps: 4 });
    await mouse.up();
  }

  /** Draws a line from the lower dot of one card to the upper dot of another. */
  async drawLine(from: Locator, to: Locator): Promise<void> {
    const start = from.getByTitle(/^Draw a line from/).nth(2);
    const end = to.getByTitle(/^Draw a line from/).nth(0);
    // A new card glides into view: hovering waits until everything stands still.
    await end.hover();
    await start.hover();
    const box = await end.boundingBox();
    if (!box) throw new Error('the card has no dot');
    const { mouse } = this.page;
    await mouse.down();
    await mouse.move(box.x + 20, box.y + 20, { steps: 8 });
    await mouse.move(box.x + box.width / 2, box.y + box.height / 2, { steps: 4 });
    await mouse.up();
  }

  // The inspector

  field(label: string): Locator {
    return this.inspector.getByLabel(label, { exact: true });
  }

  /** Takes the choice of a list whose text begins so. */
  async choose(label: string, choice: string): Promise<void> {
    const list = this.field(label);
    const option = list.locator('option').filter({ hasText: new RegExp(`^${choice}\\b`) });
    await list.selectOption((await option.getAttribute('value')) ?? choice);
  }

  // Results

  async showResults(
    tab: 'Findings' | 'Paths' | 'Routes' | 'Reach' | 'Address plan' | 'Assumptions',
  ): Promise<void> {
    await this.results.getByRole('tab', { name: tab }).click();
  }

  findings(): Locator {
    return this.results.getByRole('list', { name: 'Findings' }).locator('> li');
  }

  finding(rule: string): Locator {
    return this.findings().filter({ has: this.page.getByText(rule, { exact: true }) });
  }

  severity(word: 'error' | 'warning' | 'info'): Locator {
    return this.page.getByRole('img', { name: word, exact: true });
  }

  async showFlow(name: string): Promise<void> {
    await this.results
      .getByRole('table', { name: 'Saved flows' })
      .getByRole('button', { name, exact: true })
      .click();
  }

  /** One leg of the walk in words. */
  leg(name: LegName): Locator {
    return this.results.getByRole('region', { name: new RegExp(`^${name}`) });
  }

  hops(name: LegName): Locator {
    return this.leg(name).getByRole('list', { name: /hops$/ }).locator('> li');
  }

  /** Asks the worker for a flow that is not saved. */
  async walk(
    from: string,
    to: string,
    options: { port?: number; protocol?: 'TCP' | 'UDP' | 'ICMP' } = {},
  ): Promise<void> {
    await this.showResults('Paths');
    await this.walkForm.getByLabel('From', { exact: true }).fill(from);
    await this.walkForm.getByLabel('To', { exact: true }).fill(to);
    await this.walkForm
      .getByLabel('Port', { exact: true })
      .fill(options.port === undefined ? '' : String(options.port));
    await this.walkForm
      .getByLabel('Protocol', { exact: true })
      .selectOption({ label: options.protocol ?? 'TCP' });
    await this.walkForm.getByRole('button', { name: 'Walk', exact: true }).click();
    await expect(this.timeline).toBeVisible();
  }

  // The document

  exampleCard(title: string): Locator {
    return this.canvas.getByRole('button', { name: title });
  }

  async rename(name: string): Promise<void> {
    await this.heading.getByRole('button').click();
    await this.page.getByLabel('Name of the design').fill(name);
    await this.page.keyboard.press('Enter');
  }

  /** Chooses from the Export menu. */
  async export(entry: string): Promise<void> {
    await this.page.getByRole('button', { name: 'Export', exact: true }).click();
    await this.page.getByRole('menuitem', { name: entry }).click();
  }

  /** What the page gives to keep when something is done. */
  async downloaded(act: () => Promise<void>): Promise<{ name: string; bytes: Buffer }> {
    const waiting = this.page.waitForEvent('download');
    await act();
    const download = await waiting;
    const chunks: Buffer[] = [];
    for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
    return { name: download.suggestedFilename(), bytes: Buffer.concat(chunks) };
  }

  /** The document as its export holds it. */
  async exported(): Promise<{ fileName: string; plan: Record<string, unknown> }> {
    const { name, bytes } = await this.downloaded(() => this.export('Export the plan as a file'));
    return { fileName: name, plan: JSON.parse(bytes.toString('utf8')) };
  }

  /** Saves the picture that the dialog shows. */
  savePicture(what: 'SVG' | 'PNG'): Promise<{ name: string; bytes: Buffer }> {
    return this.downloaded(() => this.dialog.getByRole('button', { name: `Save ${what}` }).click());
  }

  /** Where the cards stand, as the document has it: free of zoom and scrolling. */
  async positions(): Promise<Record<string, [number, number]>> {
    const { plan } = await this.exported();
    return (plan.view as { positions: Record<string, [number, number]> }).positions;
  }

  /** Goes on with another design that this browser keeps. */
  async goOnWith(design: string): Promise<void> {
    await this.page.getByRole('button', { name: 'Designs' }).click();
    await this.page.getByRole('menuitem', { name: design }).click();
  }

  /** The share link that the dialog shows. */
  async shareLink(): Promise<string> {
    await this.page.getByRole('button', { name: 'Share' }).click();
    const field = this.dialog.getByRole('textbox', { name: /link/i });
    await expect(field).toHaveValue(/#v\d+\//);
    const link = await field.inputValue();
    await this.page.keyboard.press('Escape');
    return link;
  }

  async waitUntilSaved(): Promise<void> {
    await expect(this.page.getByRole('status', { name: 'Saving' })).toHaveText('Saved');
  }

  async chooseFile({ name, text }: { name: string; text: string | Buffer }): Promise<void> {
    const waiting = this.page.waitForEvent('filechooser');
    await this.page.getByRole('button', { name: 'Import' }).click();
    await (await waiting).setFiles({ name, mimeType: 'application/json', buffer: Buffer.from(text) });
  }

  /** Drops a file from outside onto the page, as a browser reports it. */
  async dropFile({ name, text }: { name: string; text: string | Buffer }): Promise<void> {
    const data = await this.page.evaluateHandle(
      ({ name, base64 }) => {
        const transfer = new DataTransfer();
        const content = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
        transfer.items.add(new File([content], name));
        return transfer;
      },
      { name, base64: Buffer.from(text).toString('base64') },
    );
    for (const type of ['dragenter', 'dragover', 'drop'])
      await this.canvas.dispatchEvent(type, { dataTransfer: data });
  }

  async paste(text: string): Promise<void> {
    await this.page.evaluate((pasted) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', pasted);
      document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }));
    }, text);
  }
}
