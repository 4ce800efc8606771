/// The look of a report's page, on screens light and dark, wide and narrow, and on paper.
///
/// No `&`, `<` or child combinator, which XML and HTML would read differently.
enum HTMLStyle {
  static let sheet = """

    :root { color-scheme: light dark; \(Theme.light.variables)
      --tint: #eef4fb; --caution: #fdf3ea; }
    @media (prefers-color-scheme: dark) {
      :root { \(Theme.dark.variables) --tint: #1d2733; --caution: #2d2318; }
    }
    * { box-sizing: border-box; }
    body { margin: 0; background: var(--background); color: var(--ink);
      font: 16px/1.55 \(Theme.fonts); }
    header, main, footer, nav { max-width: 74rem; margin: 0 auto; padding: 0 1rem; }
    h1 { font-size: 1.9rem; line-height: 1.2; margin: 1.6rem 0 0.4rem; overflow-wrap: anywhere; }
    h2 { font-size: 1.35rem; margin: 2.4rem 0 0.6rem; padding-top: 0.6rem;
      border-top: 1px solid var(--grid); }
    h3 { font-size: 1.05rem; margin: 1.6rem 0 0.4rem; }
    p, ul, dl { max-width: 50rem; overflow-wrap: anywhere; }
    .lead { font-size: 1.1rem; margin: 0 0 1rem; }
    .quiet, footer { color: var(--quiet); font-size: 0.875rem; }
    nav ul { list-style: none; display: flex; flex-wrap: wrap; gap: 0.2rem 1.1rem; padding: 0;
      margin: 0; max-width: none; font-size: 0.9rem; }
    a { color: var(--series-0); }
    :focus-visible { outline: 3px solid var(--series-0); outline-offset: 2px; }
    main:focus { outline: none; }
    .skip { position: absolute; left: -100rem; background: var(--background); padding: 0.5rem; }
    .skip:focus { left: 0.5rem; top: 0.5rem; }
    .hidden { position: absolute; width: 1px; height: 1px; overflow: hidden;
      clip-path: inset(50%); white-space: nowrap; }
    .answer { font-size: 1.1rem; background: var(--tint); padding: 0.8rem 1rem;
      border-left: 4px solid var(--series-0); margin: 0.6rem 0; }
    .caution { background: var(--caution); border-left: 4px solid var(--series-1);
      padding: 0.6rem 1rem 0.6rem 2.2rem; }
    .caution li + li { margin-top: 0.5rem; }
    .figures { display: grid; gap: 2rem;
      grid-template-columns: repeat(auto-fit, minmax(min(100%, 27rem), 1fr)); }
    figure { margin: 0.8rem 0; min-width: 0; max-width: 36rem; }
    figure.wide { grid-column: 1 / -1; max-width: 56rem; }
    figcaption strong, figcaption span { display: block; }
    svg { display: block; width: 100%; height: auto; }
    .scroll { position: relative; overflow-x: auto; max-width: 100%; }
    .wide svg { min-width: 38rem; }
    .note { margin: 0.3rem 0; }
    details { margin: 0.5rem 0; }
    summary { cursor: pointer; color: var(--series-0); font-size: 0.9rem; padding: 0.25rem 0; }
    table { border-collapse: collapse; font-size: 0.875rem; font-variant-numeric: tabular-nums;
      margin: 0.6rem 0; }
    caption { text-align: left; font-weight: 600; padding: 0.3rem 0; }
    th, td { text-align: start; vertical-align: top; padding: 0.3rem 0.9rem 0.3rem 0;
      border-bottom: 1px solid var(--grid); }
    thead th { color: var(--quiet); font-weight: 600; border-bottom-color: var(--quiet); }
    tbody th { font-weight: 400; }
    .number { text-align: right; }
    .number, .short { white-space: nowrap; }
    td:not(.number):not(.short) { min-width: 9rem; }
    .first th, .first td { background: var(--tint); font-weight: 600; }
    .paper { min-width: min(100%, 26rem); border-top: 2px solid var(--quiet);
      border-bottom: 2px solid var(--quiet); }
    .paper tbody th, .paper tbody td { border-bottom: 0; }
    .paper tfoot th { font-weight: 400; }
    .paper tfoot th, .paper tfoot td { border-bottom: 0; }
    .paper tfoot tr:first-child th, .paper tfoot tr:first-child td {
      border-top: 1px solid var(--quiet); }
    .paper .marks { display: inline-block; min-width: 1.4em; text-align: left; }
    dl { display: grid; grid-template-columns: max-content 1fr; gap: 0.15rem 1rem;
      margin: 0.6rem 0; }
    dt { color: var(--quiet); } dd { margin: 0; overflow-wrap: anywhere; }
    code, pre { font-family: ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', monospace;
      font-size: 0.85em; }
    pre { background: var(--tint); padding: 0.8rem 1rem; overflow-x: auto; white-space: pre-wrap;
      overflow-wrap: anywhere; }
    @media (max-width: 40rem) {
      dl { grid-template-columns: 1fr; } dd { margin-bottom: 0.5rem; }
    }
    @media print {
      :root { color-scheme: light; \(Theme.light.variables) --tint: #eef4fb; --caution: #fdf3ea; }
      body { font-size: 10pt; }
      nav, .skip, summary, details { display: none; }
      .scroll { overflow: visible; }
      .figures { grid-template-columns: 1fr 1fr; gap: 1rem; }
      table { font-size: 8pt; }
      th, td { padding-right: 0.5rem; }
      td:not(.number):not(.short) { min-width: 0; }
      .wide svg { min-width: 0; }
      h2, h3, caption { break-after: avoid; }
      figure, tr, .answer { break-inside: avoid; }
      a { color: inherit; text-decoration: none; }
    }
    \(Theme.chartRulesWithVariables)
    """
}
