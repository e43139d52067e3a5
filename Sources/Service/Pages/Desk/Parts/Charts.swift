// SPDX-License-Identifier: Apache-2.0
import Identity

/// Drawings made on the server: no script, no colour alone, and the numbers beside them as a table.
enum Charts {
    /// A bar within a row of a table.
    static func bar(_ value: Int, of most: Int) -> HTML {
        Tag.svg(
            .class("chart bar"), .viewBox(width: 200, height: 16), .number(.width, 200), .number(.height, 16),
            .aria("hidden", "true")
        ) {
            Tag.rect(
                .number(.x, 0), .number(.y, 2), .number(.height, 12),
                .number(.width, Double(max(0, min(value, most))) * 200 / Double(max(1, most))))
        }
    }

    /// Columns over days, the oldest at the start of a line of the reader's language.
    static func columns(_ values: [(label: SolarHijriDate, value: Int)], title: String, in language: Language) -> HTML {
        let most = max(1, values.map(\.value).max() ?? 1)
        let (width, height, step) = (600, 140, 600 / max(1, values.count))
        let ordered = language == .persian ? Array(values.reversed()) : values
        let drawing = Tag.svg(
            .class("chart"), .viewBox(width: width, height: height + 20), .role("img"), .aria("label", title)
        ) {
            Tag.line(
                .number(.x1, 0), .number(.x2, Double(width)), .number(.y1, Double(height)),
                .number(.y2, Double(height)))
            for (index, one) in ordered.enumerated() {
                let tall = Double(one.value) * Double(height - 16) / Double(most)
                Tag.rect(
                    .number(.x, Double(index * step + 2)), .number(.width, Double(max(1, step - 4))),
                    .number(.y, Double(height) - tall), .number(.height, tall))
                if one.value == most {
                    Tag.text(.number(.x, Double(index * step + 2)), .number(.y, Double(height) - tall - 3)) {
                        Numbers.text(one.value, in: language)
                    }
                }
            }
        }
        return Tag.figure {
            Tag.figcaption { title }
            drawing
            Tag.details {
                Tag.summary { Catalogue.sentence("desk.figures.numbers", in: language) }
                Tag.table {
                    Tag.tbody {
                        values.filter { $0.value > 0 }.map { one in
                            Tag.tr {
                                Tag.th(.scope("row")) {
                                    Tag.bdi(.leftToRight) {
                                        language == .persian ? one.label.persianDescription : one.label.description
                                    }
                                }
                                Tag.td(.class("number")) { Numbers.text(one.value, in: language) }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// Counts as the reader's language writes them.
enum Numbers {
    static func text(_ number: Int, in language: Language) -> String {
        language == .persian ? PersianText.persianDigits("\(number)") : "\(number)"
    }
}
