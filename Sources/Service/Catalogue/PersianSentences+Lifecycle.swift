// SPDX-License-Identifier: Apache-2.0

extension PersianSentences {
    /// What is said of finding, renewing, replacing and issuing in bulk.
    static let lifecycle: [String: String] = [
        "certificate.found":
            "  {serial}  {name}  {latin}  {profile}  {office}  {state}  تا {until}",
        "certificate.more":
            "بیش از {limit} مورد هست: مشخصات بیشتری بدهید یا --limit را بزرگ‌تر کنید.",
        "progress.line": "{done} از {total} ({percent}٪)، {rate} در ثانیه، {left} مانده",
    ]
}
