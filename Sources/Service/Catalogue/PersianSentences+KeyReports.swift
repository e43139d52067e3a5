// SPDX-License-Identifier: Apache-2.0

extension PersianSentences {
    /// Keys that are in other hands, can be guessed, or are somebody else's.
    static let keyReports: [String: String] = [
        "key.predictable":
            "با مولد خرابی ساخته شده و قابل حدس است: در فهرست {list} آمده است. باید کلید تازه‌ای ساخته شود.",
        "cli.summary.key": "ایراد کلید را می‌گوید، گزارش افشای کلید را می‌پذیرد و فهرست می‌کند.",
        "cli.key.digest": "کلید {key}",
        "cli.key.certificates": "شمار گواهی‌های آن: {count}",
        "cli.key.nothing": "ایرادی ندارد.",
        "cli.key.report": "{key}  گزارش {time} از {reporter}: {cause}",
        "cli.key.revoked": "گواهی‌های باطل‌شده اکنون: {count}؛ از پیش: {before}",
        "cli.key.unreadable": "در {file} گواهی، درخواست یا کلید عمومی خوانا نیست: {cause}",
        "problem.issuance.keyOfSomeoneElse":
            "برای کلید این درخواست به نام کس دیگری گواهی صادر شده است. لطفاً کلید تازه‌ای بسازید.",
        "problem.issuance.keyReported":
            "کلید این درخواست به دست دیگران افتاده است. لطفاً کلید تازه‌ای بسازید.",
        "problem.enrollment.keyRenewal":
            "شما با این کلید گواهی دارید و در اینجا گواهی تازه کلید تازه می‌خواهد. لطفاً کلید تازه‌ای بسازید.",
        "problem.records.keyOfSomeoneElse": "این کلید از آنِ گواهی {certificate} است که به نام کس دیگری است.",
        "problem.records.keyReported": "گزارش شده است که کلید {key} به دست دیگران افتاده است.",
        "problem.revocation.keyProof": "آنچه آورده شده افشای کلید را ثابت نمی‌کند. {cause}",
        "problem.revocation.keyProofStatement":
            "این درخواست چیزی را دربارهٔ کلیدش ثابت نمی‌کند: نام مشترک آن باید «{allowed}» باشد.",
        "problem.revocation.keyProofSignature":
            "این امضا از آن کلید و بر متن اعلام افشای آن نیست.",
    ]
}
