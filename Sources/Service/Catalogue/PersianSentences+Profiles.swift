// SPDX-License-Identifier: Apache-2.0

extension PersianSentences {
    /// What is said of profiles when a house is opened.
    static let profiles: [String: String] = [
        "serve.profile.new": "نمایهٔ {name} نخستین بار ثبت شد: {new}",
        "serve.profile.gone": "نمایهٔ {name} برداشته شده است؛ {old} بود",
        "serve.profile.changed": "نمایهٔ {name} از {old} به {new} تغییر کرده است",
    ]
}
