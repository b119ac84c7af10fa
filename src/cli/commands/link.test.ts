import { describe, expect, test } from 'vitest';
import { blackHole, planFiles } from '../testing/plans.ts';
import { runCaptured } from '../testing/runCaptured.ts';

const world = { files: planFiles };

describe('link and unlink', () => {
  test('a plan comes back out of its link as it went in', async () => {
    const link = await runCaptured(['link', 'black-hole.json'], world);
    expect(link).toMatchObject({ exit: 0, err: '' });
    expect(link.out).toMatch(/^http:\/\/localhost:4870\/#\S+\n$/);
    const back = await runCaptured(['unlink', link.out.trim()]);
    expect(JSON.parse(back.out)).toEqual(blackHole);
    expect(back.exit).toBe(0);
  });

  test('a link stands wherever a plan does, also on standard input', async () => {
    const { out: url } = await runCaptured(['link', 'sound.json'], world);
    expect(await runCaptured(['check', url.trim()])).toMatchObject({ exit: 0 });
    expect(await runCaptured(['check', '-'], { stdin: url })).toMatchObject({ exit: 0 });
    expect(await runCaptured(['unlink', '-'], { stdin: url })).toMatchObject({ exit: 0 });
  });

  test('--base says where the app is served; its own fragment is not kept', async () => {
    const argv = ['link', 'sound.json', '--base', 'https://plans.example/app/?theme=dark#old'];
    const { out } = await runCaptured(argv, world);
    expect(out).toMatch(/^https:\/\/plans\.example\/app\/\?theme=dark#[^#]+\n$/);
    expect(out).not.toContain('old');
  });

  test('--base that is no address of a page is refused, and nothing is printed', async () => {
    for (const base of ['javascript:alert(1)', 'mailto:a@b.example', '::']) {
      const { exit, out, err } = await runCaptured(['link', 'sound.json', '--base', base], world);
      expect({ exit, out }).toEqual({ exit: 2, out: '' });
      expect(err).toContain('give an absolute address such as https://plans.example/');
    }
    const { exit } = await runCaptured(['link', 'sound.json', '--base', 'file:///tmp/hopwright.html'], world);
    expect(exit).toBe(0);
  });

  test('the link points at a flow, and never at a flow that is not there', async () => {
    const { out } = await runCaptured(['link', 'black-hole.json', '--flow', 'lost'], world);
    expect(out).toMatch(/;view=flow:lost\n$/);
    const { exit, err } = await runCaptured(['link', 'black-hole.json', '--flow', 'nowhere'], world);
    expect(exit).toBe(2);
    expect(err).toContain('the plan has no flow "nowhere"');
  });

  test('what stands behind a link is said on standard error; the plan is read all the same', async () => {
    const { out } = await runCaptured(['link', 'sound.json'], world);
    const read = await runCaptured(['unlink', `${out.trim()}&utm_source=mail`]);
    expect(read.exit).toBe(0);
    expect(read.err).toContain('Behind the link stands "&utm_source=mail"');
    expect(JSON.parse(read.out)).toHaveProperty('hopwright', 1);
  });

  test('JSON: the name and the URL', async () => {
    const { out } = await runCaptured(['link', 'sound.json', '--format', 'json'], world);
    expect(Object.keys(JSON.parse(out))).toEqual(['plan', 'url']);
  });

  test.each(['https://plans.example/', 'https://plans.example/#garbage', '#', '#v999/abc'])(
    '%s holds no plan: told in a sentence, exit code 2',
    async (url) => {
      const { exit, out, err } = await runCaptured(['unlink', url]);
      expect({ exit, out }).toEqual({ exit: 2, out: '' });
      expect(err).toMatch(/^\S*: .+\n$/);
    },
  );
});
