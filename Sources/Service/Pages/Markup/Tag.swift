// SPDX-License-Identifier: Apache-2.0

/// An element that pages may have; called, it gives the element.
///
///     Tag.section(.class("card")) {
///         Tag.h2 { heading }
///         Tag.p { "Serial number "; HTML.code(serial) }
///     }
///
/// There is no `script`, `style`, `iframe` or `object`: a page names the house's own scripts, and has nothing else.
public enum Tag: String, Sendable, Hashable {
    /// Parts of a page.
    case header, main, nav, section, article, aside, footer, div
    /// Headings and paragraphs.
    case h1, h2, h3, h4, p, ul, ol, li, dl, dt, dd, blockquote, pre, figure, figcaption
    /// Within a line.
    case a, span, strong, em, small, bdi, time, code, kbd, sup, abbr
    /// Tables.
    case table, caption, thead, tbody, tfoot, tr, th, td
    /// Forms.
    case form, fieldset, legend, label, button, select, optgroup, option, textarea, output, progress, meter
    /// What opens and closes.
    case details, summary
    /// Drawings, as charts are.
    case svg, g, title, text, rect, circle, line, polyline
    /// Elements without content.
    case input, br, hr, img

    /// An element.
    ///
    /// - Parameters:
    ///   - attributes: in the order they are written.
    ///   - content: what is inside.
    /// - Returns: the element.
    public func callAsFunction(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML) -> HTML {
        element(attributes, content())
    }

    /// An element with nothing inside.
    ///
    /// - Parameter attributes: in the order they are written.
    /// - Returns: the element.
    public func callAsFunction(_ attributes: Attribute...) -> HTML {
        element(attributes, .empty)
    }

    /// An element whose attributes depend on something.
    ///
    /// - Parameters:
    ///   - attributes: in the order they are written.
    ///   - content: what is inside; void elements have none.
    /// - Returns: the element.
    public func element(_ attributes: [Attribute], _ content: HTML) -> HTML {
        let head = "<\(rawValue)" + attributes.map(\.markup).joined() + ">"
        return HTML(escaped: isVoid ? head : head + content.markup + "</\(rawValue)>")
    }

    /// Whether the element has no content and no end. HTML 13.1.2
    private var isVoid: Bool {
        switch self {
        case .input, .br, .hr, .img: true
        default: false
        }
    }
}
