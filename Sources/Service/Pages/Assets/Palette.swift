// SPDX-License-Identifier: Apache-2.0

/// The colours of pages, light and dark; a test computes the contrast of every pair that stands on one another.
///
/// - SeeAlso: WCAG 2.2 1.4.3 (text 4.5:1), 1.4.11 (borders and focus 3:1).
struct Palette: Sendable {
    /// A colour's name in the stylesheet, and its value.
    let colours: [(name: String, value: String)]

    static let light = Palette(colours: [
        ("paper", "#ffffff"), ("surface", "#f3f5f8"), ("ink", "#1a1c22"), ("soft", "#525661"), ("line", "#7a7f8b"),
        ("accent", "#0a4f8c"), ("on-accent", "#ffffff"), ("focus", "#6a1fb8"),
        ("accept", "#e5f4e9"), ("on-accept", "#0a4f25"), ("accept-line", "#1a7a3c"),
        ("reject", "#fdeaea"), ("on-reject", "#861414"), ("reject-line", "#b3261e"),
        ("amber", "#fff3d1"), ("on-amber", "#5f3c00"), ("amber-line", "#946200"),
    ])

    static let dark = Palette(colours: [
        ("paper", "#121419"), ("surface", "#1e2129"), ("ink", "#ecedf2"), ("soft", "#b6bac5"), ("line", "#868b98"),
        ("accent", "#8ec7ff"), ("on-accent", "#0a1c30"), ("focus", "#d3b5ff"),
        ("accept", "#10291a"), ("on-accept", "#aee8c0"), ("accept-line", "#4fb874"),
        ("reject", "#381413"), ("on-reject", "#ffb9b1"), ("reject-line", "#ff7d72"),
        ("amber", "#32260c"), ("on-amber", "#ffdc93"), ("amber-line", "#dfa832"),
    ])

    /// What stands on what, and how far apart the two must be.
    static let pairs: [(above: String, below: String, ratio: Double)] =
        ["ink", "soft", "accent"].flatMap { [($0, "paper", 4.5), ($0, "surface", 4.5)] }
        + [("on-accent", "accent", 4.5), ("line", "paper", 3), ("line", "surface", 3)]
        + ["paper", "surface", "accept", "reject", "amber"].map { ("focus", $0, 3) }
        + ["accept", "reject", "amber"].flatMap { kind in
            [("on-\(kind)", kind, 4.5), ("on-\(kind)", "paper", 4.5), ("\(kind)-line", kind, 3), ("ink", kind, 4.5)]
        }

    subscript(_ name: String) -> String? { colours.first { $0.name == name }?.value }

    /// The colours as properties of the stylesheet.
    var declarations: String { colours.map { "--\($0.name): \($0.value);" }.joined(separator: " ") }
}
