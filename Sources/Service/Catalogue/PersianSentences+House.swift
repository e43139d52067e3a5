// SPDX-License-Identifier: Apache-2.0

extension PersianSentences {
    /// What serving a house and founding one say on a terminal.
    static let house: [String: String] = [
        "cli.passphrase.ask":
            "گذرواژهٔ کلیدها: ",
        "cli.passphrase.noTerminal":
            "گذرواژهٔ کلیدها لازم است: پرونده‌ای را با --passphrase-file نام ببرید یا این دستور را در پایانه اجرا کنید.",
        "serve.public":
            "همگان: http://{address}:{port}",
        "serve.office":
            "دفترها: https://{address}:{port} با گواهی دو سویه",
        "serve.holders":
            "دارندگان گواهی: http://{address}:{port}",
        "serve.ready":
            "مُهر با نقش {role} سرویس می‌دهد. SIGTERM پس از پایان درخواست‌های جاری آن را می‌بندد.",
        "serve.stopping":
            "در حال بسته شدن: اتصال تازه پذیرفته نمی‌شود و درخواست‌های جاری به پایان می‌رسد.",
        "serve.stopped":
            "بسته شد.",
        "serve.cut":
            "بسته شد؛ برخی درخواست‌ها در زمان مقرر پایان نیافت.",
        "serve.recovered.revoked":
            "اجرای پیشین هنگام امضای {serial} به دست {authority} قطع شد ({state}، درخواست {application}): شاید امضایی باشد، پس شماره باطل شد؛ درخواست با شماره‌ای دیگر صادر می‌شود.",
        "serve.recovered.abandoned":
            "اجرای پیشین پیش از امضای {serial} به دست {authority} قطع شد ({state}، درخواست {application}): شماره کنار گذاشته شد؛ امضایی در کار نیست.",
        "ceremony.performed":
            "آیین تولید کلید {authority} از روی پرونده‌ای با SHA-256 برابر {file} برگزار شد.",
        "ceremony.rehearsed":
            "آیین تولید کلید {authority} از روی پرونده‌ای با SHA-256 برابر {file} تمرین شد؛ کلیدهایش نابود شد.",
        "ceremony.step":
            "  {time}  {step}",
        "ceremony.witness":
            "  حاضر: {name}، {role}",
        "ceremony.made":
            "گواهی {subject} با SHA-256 برابر {sha256} در {file}.",
    ]
}
