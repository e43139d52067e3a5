// SPDX-License-Identifier: Apache-2.0

extension PersianSentences {
    /// جای سوابق.
    static let database: [String: String] = [
        "cli.summary.database": "جای سوابق را نشان می‌دهد و آن‌ها را از پروندهٔ خانه به کارساز PostgreSQL می‌برد.",
        "cli.database.shown":
            "سوابق در {kind} است: نسخهٔ طرح {version} (این برنامه تا {known} را می‌شناسد)، {size} سطر در سیاههٔ رویدادها. مرجع: {holder}، نوبت {fence}.",
        "cli.database.moved":
            "اکنون {count} ردیف روی کارساز است؛ سیاههٔ رویدادها همان {size} سطر و همان درهم‌سازی را دارد. پروندهٔ پیشین با نام {file} نگه داشته شده است و دیگر به کار نمی‌رود.",
        "cli.database.nowhere":
            "پیکربندی، سوابق را در پروندهٔ خانه نگه می‌دارد. نخست در بخش `database` آن یک پایگاه دادهٔ PostgreSQL را نام ببرید.",
        "cli.database.inUse": "خانه اکنون با {holder} در حال خدمت است. لطفاً نخست آن را متوقف کنید.",
    ]
}
