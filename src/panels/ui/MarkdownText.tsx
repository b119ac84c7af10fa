import { fromMarkdown } from 'mdast-util-from-markdown';
import { createElement, Fragment, type ReactNode } from 'react';

type Tree = ReturnType<typeof fromMarkdown>;
type MarkdownNode = Tree | Tree['children'][number];

/** Where links may lead: nothing of a plan may run a script or open a file. */
const SAFE_LINK = /^https?:\/\//i;

/**
 * Markdown as elements of React: what is no Markdown is text. HTML is shown as it is written, pictures as their words, and
 * links lead to http(s) alone, so a plan from anywhere can be shown.
 */
export function MarkdownText({ text, headings = 3 }: { text: string; headings?: number }) {
  const tree = fromMarkdown(text);
  return <>{drawn(tree, headingLevels(tree, headings))}</>;
}

type Levels = ReadonlyMap<MarkdownNode, number>;

/** The level of each heading on the page: the first is `top`, and none leaves one out, however the text counts them. */
function headingLevels(tree: Tree, top: number): Levels {
  const found = tree.children.filter((node) => node.type === 'heading');
  const depths = [...new Set(found.map(({ depth }) => depth))].sort((a, b) => a - b);
  const levels = new Map<MarkdownNode, number>();
  let before = top - 1;
  for (const heading of found) {
    before = Math.min(top + depths.indexOf(heading.depth), before + 1, 6);
    levels.set(heading, before);
  }
  return levels;
}

const children = (node: { readonly children: readonly MarkdownNode[] }, levels: Levels): ReactNode =>
  node.children.map((child, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a text is drawn whole, its parts never move
    <Fragment key={index}>{drawn(child, levels)}</Fragment>
  ));

function drawn(node: MarkdownNode, levels: Levels): ReactNode {
  switch (node.type) {
    case 'root':
    case 'linkReference':
    case 'footnoteDefinition':
      return children(node, levels);
    case 'paragraph':
      return <p>{children(node, levels)}</p>;
    case 'heading':
      return createElement(`h${levels.get(node) ?? 6}`, {}, children(node, levels));
    case 'emphasis':
      return <em>{children(node, levels)}</em>;
    case 'strong':
      return <strong>{children(node, levels)}</strong>;
    case 'blockquote':
      return <blockquote>{children(node, levels)}</blockquote>;
    case 'list':
      return node.ordered ? (
        <ol start={node.start ?? 1}>{children(node, levels)}</ol>
      ) : (
        <ul>{children(node, levels)}</ul>
      );
    case 'listItem':
      return <li>{children(node, levels)}</li>;
    case 'link':
      return SAFE_LINK.test(node.url) ? (
        <a href={node.url} target="_blank" rel="noreferrer">
          {children(node, levels)}
        </a>
      ) : (
        children(node, levels)
      );
    case 'inlineCode':
      return <code>{node.value}</code>;
    case 'code':
      return (
        <pre>
          <code>{node.value}</code>
        </pre>
      );
    case 'thematicBreak':
      return <hr />;
    case 'break':
      return <br />;
    case 'image':
    case 'imageReference':
      return node.alt;
    case 'text':
    case 'html':
      return node.value;
    default:
      return null;
  }
}
