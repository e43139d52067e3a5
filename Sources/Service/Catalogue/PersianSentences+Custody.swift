// SPDX-License-Identifier: Apache-2.0

extension PersianSentences {
    /// Keys that several custodians hold together.
    static let custody: [String: String] = [
        "crypto.shareCount":
            "راز را نمی‌توان به {seen} سهم بخش کرد که {threshold} سهم آن لازم باشد؛ شمار سهم‌ها: {allowed}، شمار لازم: از ۲ تا همه.",
        "crypto.secretLength": "رازی با {seen} بایت را نمی‌توان بخش کرد؛ مجاز: {allowed}.",
        "crypto.sharesMismatch": "سهم‌ها از یک راز نیستند.",
        "crypto.sealedBytesMalformed": "طول یکی از بخش‌های سهم مهرشده نادرست است.",
        "problem.records.authoritySucceeded": "مرکز {name} جانشین دارد.",
        "problem.records.ceremonyOpen": "آیینی برای {name} آغاز شده و پایان نیافته است.",
    ]
}
