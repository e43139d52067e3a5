// SPDX-License-Identifier: Apache-2.0

extension PersianSentences {
    /// What acts on many certificates say.
    static let manyCertificates: [String: String] = [
        "problem.service.noneSelected":
            "هیچ گواهی‌ای که شما بتوانید تغییر دهید در این گزینش نیست.",
        "problem.service.tooManySelected":
            "این گزینش {seen} گواهی دارد؛ از این درگاه تا {allowed} گواهی پذیرفته می‌شود. لطفاً از گردانندهٔ مرکز بخواهید آن را به صورت عملیات گروهی انجام دهد.",
        "status.countDiffers":
            "این گزینش {allowed} گواهی دارد، نه {seen}. چیزی تغییر نکرد؛ لطفاً طرح را دوباره ببینید.",
        "status.done":
            "{changed} گواهی تغییر کرد، {standing} گواهی از پیش چنین بود، {refused} گواهی تغییرپذیر نبود.",
        "status.interrupted":
            "پس از {done} از {count} متوقف شد. آنچه انجام شده برجاست؛ برای ادامه، همان فرمان را دوباره بدهید.",
        "status.keyFile":
            "در {file} گواهی یا درخواست یا کلید عمومی نیست.",
        "status.more":
            "… و {count} مورد دیگر.",
        "status.plan.hold":
            "{changeable} از {count} گواهی معلق می‌شود. چیزی تغییر نکرده است.",
        "status.plan.release":
            "از {changeable} از {count} گواهی رفع تعلیق می‌شود. چیزی تغییر نکرده است.",
        "status.plan.revoke":
            "{changeable} از {count} گواهی برای همیشه باطل می‌شود. چیزی تغییر نکرده است.",
        "status.plan.confirm":
            "برای انجام آن، همین فرمان را با {options} دوباره بدهید",
        "status.plan.expired":
            "(منقضی)",
        "status.plan.group":
            "  {count}  {status} {validity}  {office}  {profile}  {authority}",
        "status.plan.missing":
            "{count} شماره از شماره‌های داده‌شده در سوابق نیست، از جمله {serials}",
        "status.plan.sample":
            "    {certificate}",
    ]
}
