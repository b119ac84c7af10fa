import { useEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { type AddressPool, describeFinding, type Finding, findingInfo } from '#core';
import type { Editor } from '#editor';
import { type AddressRow, addressRows } from '#formats';
import { SeverityGlyph } from '../ui/Glyphs.tsx';
import { whenJudged } from './judged.ts';
import styles from './Print.module.css';
import { svgBlob, svgOf } from './picture.ts';

interface Sheet {
  readonly picture: string;
  readonly rows: readonly AddressRow[];
  readonly findings: readonly Finding[];
}

/** The plan on paper: on the first page its picture, then the address plan and what was found. Prints, and is gone. */
export function PrintSheet({ editor, onDone }: { editor: Editor; onDone: () => void }) {
  const [sheet, setSheet] = useState<Sheet>();
  const [plan] = useState(() => editor.store.getState().plan);
  const image = useRef<HTMLImageElement>(null);

  useEffect(() => {
    let url: string | undefined;
    let current = true;
    void makeSheet(editor).then((made) => {
      url = made.picture;
      if (current) setSheet(made);
      else URL.revokeObjectURL(made.picture);
    });
    return () => {
      current = false;
      if (url !== undefined) URL.revokeObjectURL(url);
    };
  }, [editor]);

  useEffect(() => {
    if (!sheet || !image.current) return undefined;
    let current = true;
    window.addEventListener('afterprint', onDone);
    void image.current.decode().then(
      () => current && window.print(),
      () => {
        editor.announce('The picture could not be drawn, so nothing was printed.');
        onDone();
      },
    );
    return () => {
      current = false;
      window.removeEventListener('afterprint', onDone);
    };
  }, [editor, sheet, onDone]);

  if (!sheet) return null;
  return createPortal(
    <div className={styles.sheet} data-print-sheet>
      <section className={styles.first}>
        <h1>{plan.name}</h1>
        <img ref={image} src={sheet.picture} alt={`Diagram of ${plan.name}`} />
      </section>
      <section className={styles.second}>
        <h2>Address plan</h2>
        <AddressTable rows={sheet.rows} />
        <h2>Findings</h2>
        {sheet.findings.length === 0 ? (
          <p>Nothing was found.</p>
        ) : (
          <ul className={styles.findings}>
            {sheet.findings.map((finding) => (
              <li key={finding.id}>
                <SeverityGlyph severity={finding.severity} />
                <div>
                  <strong>{findingInfo[finding.rule].title}</strong> <code>{finding.rule}</code>
                  <p>{describeFinding(finding, plan)}</p>
                  <p>
                    Remedy: {finding.repair ? `${finding.repair.title}.` : findingInfo[finding.rule].remedy}
                  </p>
                </div>
              </li>
            ))}
          </ul>
        )}
      </section>
    </div>,
    document.body,
  );
}

function AddressTable({ rows }: { rows: readonly AddressRow[] }) {
  if (rows.length === 0) return <p>The plan has no ranges.</p>;
  const sites = rows.some(({ site }) => site !== '');
  return (
    <table>
      <thead>
        <tr>
          <th>Range</th>
          <th>Role</th>
          <th>Owner</th>
          {sites && <th>Site</th>}
          <th>Used</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the rows of a sheet never change
          <tr key={index}>
            <td>
              <code>{row.range}</code>
              {row.overlapping && <strong> overlaps</strong>}
            </td>
            <td>{row.role}</td>
            <td>{row.owner}</td>
            {sites && <td>{row.site}</td>}
            <td>{row.used}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

async function makeSheet(editor: Editor): Promise<Sheet> {
  const judgement = await whenJudged(editor);
  const pools: readonly AddressPool[] =
    (judgement && (await editor.survey().catch(() => undefined))?.pools) || [];
  const state = editor.store.getState();
  const svg = svgOf(state, {
    theme: 'light',
    transparent: true,
    selectionOnly: false,
    // Told on the second page.
    findings: 'marked',
    walk: true,
    withPlan: false,
  });
  return {
    picture: URL.createObjectURL(svgBlob(svg)),
    rows: addressRows(state.plan, pools),
    findings: (judgement?.findings ?? []).filter(({ accepted }) => accepted === undefined),
  };
}
