/// The style sheet of the static site. Colours were chosen for a contrast of at least 4.5 in both schemes (WCAG 1.4.3).
enum SiteStyle {
  static let css = """
    :root {
      color-scheme: light dark;
      --page: #fbfaf7; --card: #ffffff; --ink: #1d2730; --soft: #4c5964; --line: #d5d9d6;
      --accent: #0b5d57; --accent-soft: #e3f0ee; --focus: #b3480f;
    }
    @media (prefers-color-scheme: dark) {
      :root {
        --page: #12181d; --card: #1a2229; --ink: #e8ecee; --soft: #b3bfc7; --line: #37444d;
        --accent: #6fd3c8; --accent-soft: #1d3a3a; --focus: #ffb36b;
      }
    }
    * { box-sizing: border-box; }
    html { font-size: 112.5%; }
    body {
      margin: 0; background: var(--page); color: var(--ink); line-height: 1.65;
      font-family: system-ui, -apple-system, "Segoe UI", "Noto Sans", "DejaVu Sans", sans-serif;
      overflow-wrap: break-word;
    }
    a { color: var(--accent); text-underline-offset: 0.15em; }
    a:hover { text-decoration-thickness: 0.15em; }
    :focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; border-radius: 2px; }
    main:focus { outline: none; }
    .skip { position: absolute; left: 1rem; top: -4rem; padding: 0.5rem 1rem; background: var(--card); z-index: 1; }
    .skip:focus { top: 0.5rem; }
    header, .columns, footer { max-width: 68rem; margin: 0 auto; padding: 0 1.25rem; }
    header {
      display: flex; flex-wrap: wrap; gap: 0.5rem 2rem; align-items: center; justify-content: space-between;
      padding-top: 0.9rem; padding-bottom: 0.9rem; border-bottom: 1px solid var(--line);
    }
    header p { margin: 0; }
    .course a { font-weight: 700; text-decoration: none; color: var(--ink); display: inline-block; padding: 0.25rem 0; }
    .course a:hover { text-decoration: underline; }
    nav ul { list-style: none; margin: 0; padding: 0; }
    .languages ul { display: flex; gap: 0.5rem; }
    .languages a, .languages span { display: inline-block; padding: 0.3rem 0.7rem; border-radius: 1rem; }
    .languages span { background: var(--accent-soft); font-weight: 600; }
    .columns { display: grid; grid-template-columns: 14rem minmax(0, 1fr); gap: 3rem; padding-top: 1.75rem; }
    .contents { font-size: 0.92rem; }
    .contents ul { position: sticky; top: 1.5rem; }
    .contents a {
      display: block; padding: 0.45rem 0.75rem; border-left: 3px solid transparent; text-decoration: none;
      color: var(--soft);
    }
    .contents a:hover { text-decoration: underline; color: var(--ink); }
    .contents a[aria-current] {
      border-left-color: var(--accent); background: var(--accent-soft); color: var(--ink); font-weight: 600;
    }
    main { max-width: 44rem; padding-bottom: 2.5rem; }
    h1, h2, h3, h4 { line-height: 1.25; text-wrap: balance; }
    h1 { font-size: 2.1rem; margin: 0 0 1rem; }
    h2 { font-size: 1.4rem; margin: 2.4rem 0 0.6rem; }
    h3 { font-size: 1.12rem; margin: 1.8rem 0 0.4rem; }
    p, ul, ol, dl, table, figure, blockquote, pre { margin: 0 0 1.1rem; }
    li { margin: 0.2rem 0; }
    .kicker {
      margin: 0 0 0.3rem; font-size: 0.85rem; font-weight: 600; letter-spacing: 0.04em; color: var(--accent);
    }
    .lead { font-size: 1.15rem; }
    .points { color: var(--soft); font-size: 0.92rem; }
    dl { display: grid; grid-template-columns: max-content 1fr; gap: 0.3rem 1.2rem; }
    dt { font-weight: 600; }
    dd { margin: 0; }
    figure { margin: 1.8rem 0; }
    figure img { width: 100%; background: #ffffff; border: 1px solid var(--line); border-radius: 8px; }
    img { max-width: 100%; height: auto; display: block; }
    figcaption { margin-top: 0.5rem; font-size: 0.9rem; color: var(--soft); }
    blockquote {
      margin-left: 0; padding: 0.8rem 1.1rem; background: var(--accent-soft); border-left: 4px solid var(--accent);
      border-radius: 0 8px 8px 0;
    }
    blockquote > :first-child { margin-top: 0; }
    blockquote > :last-child { margin-bottom: 0; }
    table { border-collapse: collapse; width: 100%; font-size: 0.95rem; }
    th, td { padding: 0.45rem 0.7rem; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
    th { border-bottom: 2px solid var(--soft); }
    .right { text-align: right; font-variant-numeric: tabular-nums; }
    .centre { text-align: center; }
    code { font-family: ui-monospace, "DejaVu Sans Mono", monospace; font-size: 0.92em; }
    pre { padding: 0.8rem 1rem; background: var(--card); border: 1px solid var(--line); white-space: pre-wrap; }
    .cards { list-style: none; padding: 0; }
    .cards a {
      display: block; padding: 0.8rem 1.1rem; margin: 0.6rem 0; background: var(--card); border: 1px solid var(--line);
      border-radius: 8px; font-weight: 600;
    }
    .cards a:hover { border-color: var(--accent); }
    .action {
      display: inline-block; padding: 0.6rem 1.1rem; background: var(--accent); color: var(--page); border-radius: 8px;
      font-weight: 600; text-decoration: none;
    }
    .neighbours {
      display: flex; flex-wrap: wrap; gap: 1rem; margin-top: 3rem; padding-top: 1.25rem;
      border-top: 1px solid var(--line);
    }
    .neighbours a { flex: 1 1 14rem; padding: 0.7rem 1rem; border: 1px solid var(--line); border-radius: 8px; }
    .neighbours a { background: var(--card); text-decoration: none; }
    .neighbours span { display: block; font-size: 0.85rem; color: var(--soft); }
    .neighbours .next { text-align: right; }
    footer { border-top: 1px solid var(--line); padding-top: 1rem; padding-bottom: 2rem; }
    .credit { font-size: 0.85rem; color: var(--soft); margin: 0; }
    .external::after { content: " \\2197"; }
    .for-screen-readers {
      position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap;
    }
    .entrance main { margin: 12vh auto 0; padding: 0 1.25rem; max-width: 32rem; }
    .choices { list-style: none; padding: 0; }
    .choices a {
      display: block; padding: 1rem 1.25rem; margin: 0.75rem 0; background: var(--card); border: 1px solid var(--line);
      border-radius: 8px; text-decoration: none;
    }
    .choices a:hover { border-color: var(--accent); }
    .choices span { display: block; color: var(--soft); }
    @media (max-width: 52rem) {
      .columns { grid-template-columns: minmax(0, 1fr); gap: 1.25rem; padding-top: 1rem; }
      .contents ul { position: static; display: flex; flex-wrap: wrap; gap: 0.25rem; }
      .contents a { border-left: 0; border-bottom: 3px solid transparent; border-radius: 4px 4px 0 0; }
      .contents a[aria-current] { border-bottom-color: var(--accent); }
      h1 { font-size: 1.7rem; }
      table { font-size: 0.82rem; }
      th, td { padding: 0.4rem 0.3rem; }
      td { overflow-wrap: anywhere; hyphens: auto; }
      tr:not(:has(:nth-child(4))) td:not(.right) { min-width: min(5.9em, 23vw); }
      tr:not(:has(:nth-child(3))) td:not(.right) { min-width: min(8em, 32vw); }
      figure { margin-left: -1.25rem; margin-right: -1.25rem; }
      figure img { border-radius: 0; border-left: 0; border-right: 0; }
      figcaption { padding: 0 1.25rem; }
    }
    @media print {
      :root { --page: #ffffff; --card: #ffffff; --ink: #000000; --soft: #333333; --accent: #000000; }
      html { font-size: 11pt; }
      .skip, .contents, .languages, .neighbours, .action { display: none; }
      .columns { display: block; }
      main { max-width: none; }
      figure, table, blockquote { break-inside: avoid; }
      h2, h3 { break-after: avoid; }
      .external[href]::after { content: " (" attr(href) ")"; font-size: 0.85em; }
    }
    @media (prefers-reduced-motion: no-preference) { html { scroll-behavior: smooth; } }

    """
}
