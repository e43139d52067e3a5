// SPDX-License-Identifier: Apache-2.0

/// Writes a page's pieces one a line; a string among them is text.
@resultBuilder
public enum HTMLBuilder {
    /// A piece.
    public static func buildExpression(_ piece: HTML) -> HTML { piece }

    /// Text.
    public static func buildExpression(_ text: String) -> HTML { .text(text) }

    /// A piece that may not be there.
    public static func buildExpression(_ piece: HTML?) -> HTML { piece ?? .empty }

    /// Pieces in a row.
    public static func buildExpression(_ pieces: [HTML]) -> HTML { .joined(pieces) }

    /// Line after line.
    public static func buildBlock(_ pieces: HTML...) -> HTML { .joined(pieces) }

    /// `if` without `else`.
    public static func buildOptional(_ piece: HTML?) -> HTML { piece ?? .empty }

    /// `if`.
    public static func buildEither(first piece: HTML) -> HTML { piece }

    /// `else`.
    public static func buildEither(second piece: HTML) -> HTML { piece }

    /// `for`.
    public static func buildArray(_ pieces: [HTML]) -> HTML { .joined(pieces) }
}
