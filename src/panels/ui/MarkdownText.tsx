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
  return <>{drawn(fromMarkdown(text), headings)}</>;
}

const children = (node: { readonly children: readonly MarkdownNode[] }, headings: number): ReactNode =>
  node.children.map((child, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a text is drawn whole, its parts never move
    <Fragment key={index}>{drawn(child, headings)}</Fragment>
  ));

function drawn(node: MarkdownNode, headings: number): ReactNode {
  switch (node.type) {
    case 'root':
    case 'linkReference':
    case 'footnoteDefinition':
      return children(node, headings);
    case 'paragraph':
      return <p>{children(node, headings)}</p>;
    case 'heading':
      return createElement(`h${Math.min(6, node.depth + headings - 1)}`, {}, children(node, headings));
    case 'emphasis':
      return <em>{children(node, headings)}</em>;
    case 'strong':
      return <strong>{children(node, headings)}</strong>;
    case 'blockquote':
      return <blockquote>{children(node, headings)}</blockquote>;
    case 'list':
      return node.ordered ? (
        <ol start={node.start ?? 1}>{children(node, headings)}</ol>
      ) : (
        <ul>{children(node, headings)}</ul>
      );
    case 'listItem':
      return <li>{children(node, headings)}</li>;
    case 'link':
      return SAFE_LINK.test(node.url) ? (
        <a href={node.url} target="_blank" rel="noreferrer">
          {children(node, headings)}
        </a>
      ) : (
        children(node, headings)
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
