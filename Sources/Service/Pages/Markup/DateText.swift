// SPDX-License-Identifier: Apache-2.0
public import DER
import Identity

/// Moments and days as people read them: the reader's own calendar first, the other beside it.
public enum DateText {
    /// A moment: `۱۴۰۵/۰۹/۰۱ ۰۸:۱۰:۰۰` in Tehran with UTC beside it in Persian, UTC first in English.
    ///
    /// - Parameters:
    ///   - instant: the moment.
    ///   - language: the reader's.
    /// - Returns: a `time` element; each form stands in its own left-to-right isolate.
    public static func moment(_ instant: Instant, in language: Language) -> HTML {
        let utc = universal(instant)
        let tehran = tehran(instant, in: language)
        let own = language == .persian ? tehran : utc
        let other = language == .persian ? utc : tehran
        return Tag.time(.datetime(instant.rfc3339)) {
            Tag.bdi(.leftToRight) { own }
            " "
            Tag.span(.class("beside")) {
                "("; Tag.bdi(.leftToRight) { other }; ")"
            }
        }
    }

    /// A day: `۱۴۰۵/۰۹/۰۱`, with the Gregorian one beside it.
    ///
    /// - Parameters:
    ///   - instant: a moment of the day; days are Tehran's.
    ///   - language: the reader's.
    /// - Returns: a `time` element.
    public static func day(_ instant: Instant, in language: Language) -> HTML {
        let tehranSeconds = instant.advanced(bySeconds: TehranClock.offsetSeconds)
        let gregorian = String(tehranSeconds.rfc3339.prefix(10))
        let date = TehranClock.date(secondsSince1970: instant.secondsSince1970)
        let solar = language == .persian ? date.persianDescription : date.description
        return Tag.time(.datetime(gregorian)) {
            Tag.bdi(.leftToRight) { language == .persian ? solar : gregorian }
            " "
            Tag.span(.class("beside")) {
                "("; Tag.bdi(.leftToRight) { language == .persian ? gregorian : solar }; ")"
            }
        }
    }

    /// A moment as plain text, for sentences and files: both forms, each in its isolate.
    ///
    /// - Parameters:
    ///   - instant: the moment.
    ///   - language: the reader's.
    /// - Returns: one line.
    public static func line(_ instant: Instant, in language: Language) -> String {
        let utc = "\u{2066}\(universal(instant))\u{2069}"
        let tehran = "\u{2066}\(tehran(instant, in: language))\u{2069}"
        return language == .persian ? "\(tehran) (\(utc))" : "\(utc) (\(tehran))"
    }

    /// `2026-11-22 04:40:00 UTC`.
    private static func universal(_ instant: Instant) -> String {
        instant.rfc3339.replacing("T", with: " ").replacing("Z", with: " UTC")
    }

    /// Tehran's clock: the reader who counts in it knows it; the other is told whose it is.
    private static func tehran(_ instant: Instant, in language: Language) -> String {
        language == .persian
            ? TehranClock.persianDescription(secondsSince1970: instant.secondsSince1970)
            : TehranClock.description(secondsSince1970: instant.secondsSince1970) + " Tehran"
    }
}
