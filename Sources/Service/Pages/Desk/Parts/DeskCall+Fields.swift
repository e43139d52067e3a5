// SPDX-License-Identifier: Apache-2.0
import Identity

extension DeskCall {
    /// A field of one line.
    func line(
        _ name: String, label: String, _ value: String, hint: String? = nil, isRequired: Bool = true,
        isCode: Bool = true
    ) -> HTML {
        field(name, label: label, hint: hint, isRequired: isRequired) { attributes in
            Tag.input.element(
                attributes + [
                    .type("text"), .value(value), .maxlength(400), .autocomplete("off"),
                    isCode ? .leftToRight : .automaticDirection,
                ], .empty)
        }
    }

    /// What stands against a form that was sent, above it.
    func wrongNotice(_ wrong: String?) -> HTML {
        guard let wrong else { return .empty }
        return Tag.div(.class("notice reject"), .role("alert"), .tabindex(-1), .id("wrong")) { Tag.p { wrong } }
    }

    /// A choice from a list.
    func choice(
        _ name: String, label: String, _ options: [(value: String, text: String)], chosen: String?, hint: String? = nil
    ) -> HTML {
        field(name, label: label, hint: hint, isRequired: true) { attributes in
            Tag.select.element(
                attributes,
                .joined(
                    [QueuePage.option("", word("desk.choose"), isChosen: chosen == nil)]
                        + options.map { QueuePage.option($0.value, $0.text, isChosen: $0.value == chosen) }))
        }
    }
}

/// Numbers as people here type them.
enum PersianDigits {
    /// The same with ASCII digits.
    static func ascii(_ text: String) -> String { PersianText.asciiDigits(text) }

    /// The whole number that is written; nil if it is none.
    static func number(_ text: String) -> Int? { Int(ascii(text)) }
}
