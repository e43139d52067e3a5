// SPDX-License-Identifier: Apache-2.0
import Cryptography

/// An attribute of an element.
///
/// There is none for script or style: pages are served under a policy that forbids both inside the markup.
public struct Attribute: Sendable, Hashable {
    let name: String
    /// `nil` for one that is there or not, as `required`.
    let value: String?

    private init(_ name: String, _ value: String?) {
        self.name = name
        self.value = value
    }

    /// One or more classes of the house's stylesheet.
    public static func `class`(_ names: String) -> Attribute { Attribute("class", names) }
    /// The element's own name on the page.
    public static func id(_ name: String) -> Attribute { Attribute("id", name) }
    /// The language of what is inside, with its direction as a second attribute: see ``direction(of:)``.
    public static func lang(_ language: Language) -> Attribute { Attribute("lang", language.rawValue) }
    /// The direction that a language is written in.
    public static func direction(of language: Language) -> Attribute {
        Attribute("dir", language == .persian ? "rtl" : "ltr")
    }
    /// Left to right: for fields that take codes.
    public static let leftToRight = Attribute("dir", "ltr")
    /// The direction of its first letter: for fields that take names.
    public static let automaticDirection = Attribute("dir", "auto")

    /// A link within this service: begins with one `/`, with `#` or with `?`; anything else leads to `#`.
    public static func href(_ target: String) -> Attribute { Attribute("href", Self.local(target)) }
    /// Where a form goes; as ``href(_:)``.
    public static func action(_ target: String) -> Attribute { Attribute("action", Self.local(target)) }
    /// An image or script of the house; as ``href(_:)``.
    public static func src(_ target: String) -> Attribute { Attribute("src", Self.local(target)) }
    /// A file that the link itself holds, so that nothing has to be kept for it.
    public static func file(_ bytes: [UInt8], mediaType: MediaType) -> Attribute {
        Attribute("href", "data:\(mediaType.rawValue);base64,\(Base64.encode(bytes))")
    }
    /// The name under which a link's target is saved.
    public static func download(_ fileName: String) -> Attribute { Attribute("download", fileName) }

    /// The type of a field: `text`, `file`, `hidden`, `checkbox`.
    public static func type(_ type: String) -> Attribute { Attribute("type", type) }
    /// A field's name in the form.
    public static func name(_ name: String) -> Attribute { Attribute("name", name) }
    /// A field's value.
    public static func value(_ value: String) -> Attribute { Attribute("value", value) }
    /// The field that a label is for.
    public static func `for`(_ id: String) -> Attribute { Attribute("for", id) }
    /// What to type, shown in an empty field; never instead of a label.
    public static func placeholder(_ text: String) -> Attribute { Attribute("placeholder", text) }
    /// What the browser may fill in by itself.
    public static func autocomplete(_ token: String) -> Attribute { Attribute("autocomplete", token) }
    /// Which keyboard a phone shows: `numeric`, `tel`, `text`.
    public static func inputmode(_ mode: String) -> Attribute { Attribute("inputmode", mode) }
    /// What a field takes, as a regular expression; the server checks again.
    public static func pattern(_ expression: String) -> Attribute { Attribute("pattern", expression) }
    /// The most characters a field takes.
    public static func maxlength(_ count: Int) -> Attribute { Attribute("maxlength", "\(count)") }
    /// Which files a field offers.
    public static func accept(_ types: String) -> Attribute { Attribute("accept", types) }
    /// A form that changes something, or sends a file.
    public static let post = Attribute("method", "post")
    /// A form that asks.
    public static let get = Attribute("method", "get")
    /// A form that sends files.
    public static let multipart = Attribute("enctype", "multipart/form-data")
    /// The field must be filled in.
    public static let required = Attribute("required", nil)
    /// The box is ticked.
    public static let checked = Attribute("checked", nil)
    /// The choice is taken.
    public static let selected = Attribute("selected", nil)
    /// The element takes no input.
    public static let disabled = Attribute("disabled", nil)
    /// The field shows and sends, and cannot be changed.
    public static let readonly = Attribute("readonly", nil)
    /// Several files or choices.
    public static let multiple = Attribute("multiple", nil)
    /// Not shown until a script shows it.
    public static let hidden = Attribute("hidden", nil)
    /// A ``Tag/details`` that is open.
    public static let open = Attribute("open", nil)
    /// The field that has the keyboard when the page opens; one a page.
    public static let autofocus = Attribute("autofocus", nil)

    /// What an element is to a screen reader, where its tag does not say it.
    public static func role(_ role: String) -> Attribute { Attribute("role", role) }
    /// `aria-<name>`.
    public static func aria(_ name: String, _ value: String) -> Attribute { Attribute("aria-\(name)", value) }
    /// `data-<name>`: what a script of the house reads.
    public static func data(_ name: String, _ value: String) -> Attribute { Attribute("data-\(name)", value) }
    /// A table heading's reach: `col` or `row`.
    public static func scope(_ scope: String) -> Attribute { Attribute("scope", scope) }
    /// Columns that a cell spans.
    public static func colspan(_ count: Int) -> Attribute { Attribute("colspan", "\(count)") }
    /// Whether the keyboard reaches it: 0 in its order, −1 only by script.
    public static func tabindex(_ index: Int) -> Attribute { Attribute("tabindex", "\(index)") }
    /// A machine's form of a time: RFC 3339.
    public static func datetime(_ text: String) -> Attribute { Attribute("datetime", text) }
    /// What an image shows.
    public static func alt(_ text: String) -> Attribute { Attribute("alt", text) }
    /// A number that a progress bar or a drawing takes: `width`, `height`, `x`, `y`, `max`, `value`, `rows`.
    public static func number(_ name: NumberName, _ value: Double) -> Attribute {
        // Drawings have no use for more than two digits, and no use for a number that is none.
        let rounded = value.isFinite ? (value * 100).rounded() / 100 : 0
        return Attribute(name.rawValue, rounded == rounded.rounded() ? "\(Int64(rounded))" : "\(rounded)")
    }
    /// What a drawing shows of its plane: `0 0 320 120`.
    public static func viewBox(width: Int, height: Int) -> Attribute {
        Attribute("viewBox", "0 0 \(width) \(height)")
    }
    /// A drawing of lines in the colour of the text around it.
    public static let outlined: [Attribute] = [
        Attribute("fill", "none"), Attribute("stroke", "currentColor"), Attribute("stroke-width", "2.5"),
    ]
    /// The points of a drawn line.
    public static func points(_ points: [(x: Int, y: Int)]) -> Attribute {
        Attribute("points", points.map { "\($0.x),\($0.y)" }.joined(separator: " "))
    }

    /// The attributes that hold a number.
    public enum NumberName: String, Sendable, Hashable {
        /// Sizes and places, of drawings and fields.
        case width, height, x, y, x1, x2, y1, y2, cx, cy, r, rx, max, min, value, rows, cols, size, step
    }

    /// What a link may hold by itself.
    public enum MediaType: String, Sendable, Hashable {
        /// A report, a table for programs.
        case json = "application/json"
        /// A certificate as text.
        case text = "text/plain"
        /// A certificate.
        case certificate = "application/pkix-cert"
        /// A table for people.
        case csv = "text/csv"
    }

    private static func local(_ target: String) -> String {
        // `//host` and `/\host` lead elsewhere, and a control character may hide either.
        let bytes = Array(target.utf8)
        guard let first = bytes.first, bytes.allSatisfy({ $0 > 0x20 && $0 != 0x7F && $0 != UInt8(ascii: "\\") })
        else { return "#" }
        if first == UInt8(ascii: "#") || first == UInt8(ascii: "?") { return target }
        let leadsElsewhere = bytes.dropFirst().first == UInt8(ascii: "/")
        return first == UInt8(ascii: "/") && !leadsElsewhere ? target : "#"
    }

    var markup: String {
        guard let value else { return " \(name)" }
        return " \(name)=\"\(Escaping.text(value, shows: []))\""
    }
}
