// SPDX-License-Identifier: Apache-2.0

extension Stylesheet {
    /// The desk's own parts: rows that stack on a phone, what changed, names to be read aloud, lines to sign on.
    static let desk = """
        form.inline { display: inline-block; margin: .2rem 0; }
        form.filters { display: flex; flex-wrap: wrap; gap: 0 1rem; align-items: end; }
        form.filters .field { flex: 0 1 18rem; margin: .4rem 0; }
        form.filters button { margin-block-end: .4rem; }
        .was { text-decoration: line-through; color: var(--soft); }
        .is { font-weight: 700; border-block-end: 2px solid var(--accent); }
        .names .big { font-size: 1.6rem; font-weight: 700; margin: .3rem 0; text-align: start; }
        .chart.bar { vertical-align: middle; max-width: 100%; height: 1rem; }
        [dir=rtl] .chart.bar { transform: scaleX(-1); } .chart text { direction: ltr; }
        .chart { height: auto; } figure { margin: 1rem 0; } figcaption { font-weight: 700; }
        figure.paper img { display: block; max-height: 80vh; border: 1px solid var(--line); }
        [dir=rtl] ol { list-style-type: persian; }
        label.box { display: block; padding: .25rem 0; }
        ul.cards { list-style: none; padding: 0; } ul.cards .button { width: 100%; }
        .signatures { display: grid; grid-template-columns: repeat(auto-fit, minmax(12rem, 1fr)); gap: 1rem;
          margin: 2rem 0; }
        .signatures > div { border: 1px solid var(--line); border-radius: 6px; min-height: 7rem; padding: .5rem .8rem; }
        .signatures.print-only { display: none; }
        table.stacks .beside { display: block; }
        @media (max-width: 40rem) {
          table.stacks thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
          table.stacks, table.stacks tbody, table.stacks tr, table.stacks td, table.stacks tbody th {
            display: block; width: 100%; }
          table.stacks tr { border: 1px solid var(--line); border-radius: 8px; margin: .7rem 0; padding: .3rem .2rem; }
          table.stacks td, table.stacks tbody th { border: 0; padding: .25rem .7rem; }
          table.stacks td[data-label]::before { content: attr(data-label) ": "; color: var(--soft); }
        }
        @media print {
          .signatures, .signatures.print-only { display: grid !important; }
        }
        """
}
