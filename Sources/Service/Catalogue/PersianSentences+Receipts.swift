// SPDX-License-Identifier: Apache-2.0

extension PersianSentences {
    /// Receipts of verifications.
    static let receipts: [String: String] = [
        "receipt.notIntact":
            "رسید فقط برای امضای درست داده می‌شود، از کسی که گواهی‌اش به لنگر مورد اعتماد این‌جا می‌رسد.",
        "receipt.notKept": "این سامانه رسید نگه نمی‌دارد.",
        "receipt.damaged": "آنچه برای این امضا ثبت است همان رسیدی نیست که داده شد: دست خورده است.",
        "receipt.unstamped": "اکنون مهر زمانی زده نمی‌شود؛ پس رسیدی نیست.",
        "receipt.unrecorded": "اکنون سوابق خوانده یا نوشته نمی‌شود؛ پس رسیدی نیست.",
        "receipt.late": "رسید به‌موقع آماده نشد؛ بعداً می‌توان آن را خواست.",
        "problem.service.receiptUnknown": "برای امضایی که SHA-256 مقدارش {sha256} است رسیدی نیست.",
        "problem.service.receiptDamaged":
            "آنچه برای این امضا ثبت است همان رسیدی نیست که داده شد: دست خورده است.",
        "problem.service.receiptUnavailable": "اکنون سوابق خوانده نمی‌شود.",
        "cli.file.receipt": "پروندهٔ {file} رسید نیست: {cause}.",
        "cli.receipt.about": "رسید امضایی که SHA-256 مقدارش {signature} است",
        "cli.receipt.firstSeen": "نخستین بار در {time} دیده شد، بنا بر مهر زمانی آن",
        "cli.receipt.verdict": "رأی آن زمان: {decision}، {indication}، برای کاربرد {purpose}؛ در {time} سنجیده شد",
        "cli.receipt.status": "وضعیت گواهی {certificate}: {status}، تا {time}",
        "cli.receipt.log": "دفتر رویداد {log} در آن زمان {size} سطر داشت با چکیدهٔ {root}",
        "cli.receipt.good": "رسید اصیل است: مهر زمانی بر همین متن است و از واحدی مورد اعتماد.",
        "cli.receipt.bad": "رسید چیزی را ثابت نمی‌کند: {cause}",
        "cli.receipt.undecided": "نمی‌توان گفت رسید اصیل است یا نه: {cause}",
    ]
}
