// SPDX-License-Identifier: Apache-2.0
import Cryptography

/// The one stylesheet of the house, for every page it serves or writes.
///
/// Directions are logical (`inline-start`), so one sheet serves both; colours come from ``Palette``. The classes that
/// pages use are listed in `Sources/README.md`.
enum Stylesheet {
    /// The whole sheet.
    static let text = ([colours] + sections).joined(separator: "\n")

    /// Its SHA-256 in base64, for the policy of a page that holds it.
    static let digest = Base64.encode(DigestAlgorithm.sha256.digest(Array(text.utf8)))

    private static let sections = [base, frame, forms, tables, parts, verdict, narrow, printed, desk]

    private static let colours = """
        :root { color-scheme: light dark; \(Palette.light.declarations) }
        @media (prefers-color-scheme: dark) { :root { \(Palette.dark.declarations) } }
        """

    private static let base = """
        *, *::before, *::after { box-sizing: border-box; }
        html { font-size: 100%; -webkit-text-size-adjust: 100%; }
        body {
          margin: 0; background: var(--paper); color: var(--ink); line-height: 1.7;
          font-family: Vazirmatn, Vazir, "IRANSans", "Segoe UI", Tahoma, "Noto Sans Arabic", "Noto Naskh Arabic",
            "DejaVu Sans", system-ui, sans-serif;
          overflow-wrap: break-word;
        }
        h1, h2, h3, h4 { line-height: 1.4; margin: 1.6em 0 .5em; }
        h1 { font-size: 1.7rem; margin-block-start: .4em; } h2 { font-size: 1.3rem; } h3 { font-size: 1.1rem; }
        p, ul, ol, dl { margin: .6em 0; }
        a { color: var(--accent); text-underline-offset: .2em; }
        :focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; border-radius: 3px; }
        main:focus { outline: none; }
        bdi { unicode-bidi: isolate; }
        .code, code, kbd, pre { font-family: "DejaVu Sans Mono", Consolas, Menlo, monospace; font-size: .92em; }
        .code { overflow-wrap: anywhere; }
        pre { overflow-x: auto; background: var(--surface); padding: .8em; direction: ltr; text-align: left; }
        .soft, .beside, small { color: var(--soft); }
        .beside { font-size: .9em; white-space: normal; }
        .visually-hidden {
          position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap;
        }
        [hidden] { display: none !important; }
        img, svg { max-width: 100%; }
        """

    private static let frame = """
        .skip { position: absolute; inset-inline-start: .5rem; inset-block-start: -10rem; z-index: 2;
          background: var(--paper); padding: .5rem 1rem; }
        .skip:focus { inset-block-start: .5rem; }
        .masthead { display: flex; flex-wrap: wrap; gap: .4rem 1.2rem; align-items: center;
          padding: .6rem 1rem; background: var(--surface); border-block-end: 1px solid var(--line); }
        .house { display: inline-flex; align-items: center; gap: .5rem; font-weight: 700; color: var(--ink);
          text-decoration: none; min-height: 2.75rem; }
        .masthead nav { flex: 1 1 auto; }
        .masthead nav ul { list-style: none; display: flex; flex-wrap: wrap; gap: .2rem .9rem; margin: 0; padding: 0; }
        .masthead nav a { display: inline-block; padding: .5rem .2rem; }
        .masthead [aria-current] { font-weight: 700; color: var(--ink); text-decoration-thickness: 3px; }
        .language { margin-inline-start: auto; }
        .language a { display: inline-block; padding: .6rem .4rem; }
        main { max-width: 62rem; margin-inline: auto; padding: 1rem; }
        main.wide { max-width: none; }
        .foot { max-width: 62rem; margin: 2rem auto 0; padding: 1rem; color: var(--soft); font-size: .92rem;
          border-block-start: 1px solid var(--line); }
        """

    private static let forms = """
        form { margin: 1rem 0; }
        fieldset { border: 1px solid var(--line); border-radius: 8px; margin: 1rem 0; padding: .6rem 1rem 1rem;
          min-inline-size: 0; }
        legend { font-weight: 700; padding-inline: .4rem; }
        .field { margin: .9rem 0; }
        .field > label { display: block; font-weight: 600; }
        .field .hint { color: var(--soft); font-size: .92rem; margin: .2rem 0; }
        .field .wrong { color: var(--on-reject); font-weight: 600; margin: .2rem 0; }
        .field .wrong::before { content: "\\2715\\00a0"; }
        input, select, textarea, button { font: inherit; color: inherit; }
        input:not([type=checkbox], [type=radio], [type=file], [type=hidden]), select, textarea {
          width: 100%; max-width: 30rem; min-height: 2.75rem; padding: .45rem .7rem; background: var(--paper);
          border: 1px solid var(--line); border-radius: 6px; }
        textarea { min-height: 7rem; }
        input[type=checkbox], input[type=radio] { width: 1.3rem; height: 1.3rem; accent-color: var(--accent);
          vertical-align: middle; margin-inline-end: .5rem; }
        input[type=file] { max-width: 100%; padding: .5rem 0; }
        input[type=file]::file-selector-button { font: inherit; padding: .4rem .9rem; min-height: 2.5rem;
          border: 1px solid var(--line); border-radius: 6px; background: var(--paper); color: var(--accent);
          margin-inline-end: .7rem; }
        [aria-invalid=true] { border: 2px solid var(--reject-line) !important; }
        button, .button { display: inline-block; min-height: 2.75rem; padding: .5rem 1.3rem; border-radius: 6px;
          border: 1px solid var(--accent); background: var(--accent); color: var(--on-accent); font-weight: 600;
          text-decoration: none; cursor: pointer; }
        button.second, .button.second { background: var(--paper); color: var(--accent); }
        button.danger { background: var(--paper); color: var(--on-reject); border: 2px solid var(--reject-line); }
        button:disabled { opacity: .6; cursor: default; }
        .actions { display: flex; flex-wrap: wrap; gap: .7rem; margin: 1.2rem 0; align-items: center; }
        .picker { display: flex; flex-wrap: wrap; gap: .4rem .8rem; align-items: center; position: relative; }
        .picker .button { display: none; }
        .picker.ready .button { display: inline-block; }
        .picker.ready input { position: absolute; opacity: 0; width: 1px; height: 1px; inset-inline-start: 1rem; }
        .picker input:focus-visible + .button { outline: 3px solid var(--focus); outline-offset: 2px; }
        .picker output { overflow-wrap: anywhere; unicode-bidi: isolate; }
        .drop { border: 2px dashed var(--line); border-radius: 10px; padding: 1rem 1.2rem; background: var(--surface); }
        .drop.over { border-color: var(--accent); border-style: solid; }
        """

    private static let tables = """
        .scroll { overflow-x: auto; }
        table { border-collapse: collapse; width: 100%; margin: .8rem 0; }
        caption { text-align: start; font-weight: 700; padding-block-end: .4rem; }
        th, td { text-align: start; vertical-align: top; padding: .5rem .7rem; border-block-end: 1px solid var(--line); }
        thead th { background: var(--surface); }
        td.number, th.number { text-align: end; font-variant-numeric: tabular-nums; }
        dl.facts { display: grid; grid-template-columns: minmax(8rem, 16rem) minmax(0, 1fr); gap: .35rem 1rem; }
        dl.facts dt { color: var(--soft); } dl.facts dd { margin: 0; }
        """

    private static let parts = """
        .card { border: 1px solid var(--line); border-radius: 10px; padding: .4rem 1.1rem 1rem; margin: 1rem 0; }
        .cards { display: grid; gap: 1rem; grid-template-columns: repeat(auto-fill, minmax(min(100%, 16rem), 1fr)); }
        .notice { border-inline-start: 5px solid var(--accent); background: var(--surface); padding: .5rem 1rem;
          margin: 1rem 0; border-radius: 4px; }
        .notice.accept, .notice.reject, .notice.amber { border-color: var(--kind-line); background: var(--kind);
          color: var(--on-kind); }
        .badge { display: inline-block; padding: 0 .6rem; border-radius: 1rem; border: 1px solid var(--line);
          font-size: .92rem; background: var(--surface); white-space: nowrap; }
        .badge.accept, .badge.reject, .badge.amber { border-color: var(--kind-line); background: var(--kind);
          color: var(--on-kind); }
        .accept { --kind: var(--accept); --on-kind: var(--on-accept); --kind-line: var(--accept-line); }
        .reject { --kind: var(--reject); --on-kind: var(--on-reject); --kind-line: var(--reject-line); }
        .amber { --kind: var(--amber); --on-kind: var(--on-amber); --kind-line: var(--amber-line); }
        details { margin: .8rem 0; } summary { cursor: pointer; padding: .5rem 0; font-weight: 600; }
        .chart text { fill: var(--ink); font-size: 11px; } .chart rect { fill: var(--accent); }
        .chart line, .chart polyline { stroke: var(--line); fill: none; }
        ins { background: var(--accept); color: var(--on-accept); } del { background: var(--reject);
          color: var(--on-reject); }
        """

    private static let verdict = """
        .verdict { border: 3px solid var(--kind-line); border-radius: 12px; background: var(--kind);
          color: var(--on-kind); padding: 1rem 1.2rem; margin: 1rem 0; display: flex; gap: 1rem; align-items: flex-start; }
        .verdict h1, .verdict h2 { margin: 0; font-size: 1.8rem; }
        .verdict .sign { flex: none; width: 3.4rem; height: 3.4rem; }
        .verdict .sign circle, .verdict .sign polyline, .verdict .sign line { stroke: var(--on-kind); fill: none;
          stroke-width: 2.5; stroke-linecap: round; stroke-linejoin: round; }
        .causes { padding-inline-start: 1.2rem; } .causes li { margin: .6rem 0; }
        .other-language { border-block-start: 2px solid var(--line); margin-block-start: 2.5rem; padding-block-start: 1rem; }
        progress { width: 100%; max-width: 30rem; height: 1rem; accent-color: var(--accent); }
        """

    private static let narrow = """
        @media (max-width: 40rem) {
          h1 { font-size: 1.4rem; } .verdict h1, .verdict h2 { font-size: 1.4rem; }
          .verdict { padding: .8rem; gap: .7rem; } .verdict .sign { width: 2.4rem; height: 2.4rem; }
          dl.facts { grid-template-columns: minmax(0, 1fr); } dl.facts dt { margin-block-start: .5rem; }
          .card { padding-inline: .8rem; }
        }
        @media (pointer: coarse) { .by-mouse { display: none; } }
        @media (prefers-reduced-motion: reduce) { * { animation: none !important; transition: none !important; } }
        @media (forced-colors: active) { .verdict, .card, .notice, .badge { border: 2px solid; } }
        """

    private static let printed = """
        .print-only { display: none; }
        @media print {
          :root { \(Palette.light.declarations) }
          body { font-size: 11pt; line-height: 1.5; }
          .no-print, .skip, form { display: none !important; }
          .print-only { display: block; }
          details::details-content { content-visibility: visible; block-size: auto; }
          main, .foot { max-width: none; padding: 0; }
          .card, .verdict, tr { break-inside: avoid; } h2, h3 { break-after: avoid; }
          a { color: inherit; text-decoration: none; }
          @page { size: A4; margin: 18mm; }
        }
        """
}
