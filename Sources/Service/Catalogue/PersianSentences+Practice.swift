// SPDX-License-Identifier: Apache-2.0

extension PersianSentences {
    /// The practice statement and the table of controls.
    static let practice: [String: String] = [
        "cli.summary.cps": "سیاست گواهی و بیانیهٔ کارکرد را با عددهای پیکربندی می‌نویسد.",
        "cps.same": "{file} همان است که اجرا می‌شود.",
        "cps.other": "{file} آن نیست که اکنون نوشته می‌شود.",
        "cli.summary.controls": "نشان می‌دهد که سامانه به چه پایبند است، تا کجا، و به چه نه.",
        "controls.sum": "{covered} پوشیده، {implemented} پیاده‌شده، {gaps} کاستی، {others} بیرون از نرم‌افزار",
    ]
}
