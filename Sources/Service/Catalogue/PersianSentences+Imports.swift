// SPDX-License-Identifier: Apache-2.0

extension PersianSentences {
    /// Certificates that another authority issued.
    static let imports: [String: String] = [
        "problem.enrollment.importedInForce":
            "متقاضی گواهی‌ای از {issuer} با شمارهٔ {serial} دارد که تا {until} معتبر است و هر شخص یک گواهی دارد. لطفاً نخست صادرکنندهٔ آن را ابطال کند و فهرست تازهٔ آن وارد شود، سپس تأیید کنید.",
        "desk.warning.importedInForce":
            "این شخص {count} گواهی معتبر از همین نوع از صادرکننده‌ای دیگر دارد؛ گواهی تازه جای آن را می‌گیرد.",
        "import.refused.columns":
            "این سطر {seen} خانه دارد و سطر عنوان {allowed}.",
        "import.refused.profile":
            "نمایهٔ {seen} برای صدور گواهی این دارنده نیست؛ نمایه‌های موجود: {allowed}.",
        "import.refused.fieldMissing":
            "{field} خالی است.",
        "import.refused.certificateMissing":
            "هیچ‌یک از گواهی‌های داده‌شده از آنِ این سطر نیست. لطفاً نام پرونده، شمارهٔ سریال یا چکیده را بررسی کنید و ببینید پرونده موجود باشد.",
        "import.refused.certificateAmbiguous":
            "{seen} گواهی شمارهٔ این سطر را دارند. لطفاً با ستون certificate، serial یا sha256 مشخص کنید کدام است.",
        "import.refused.certificateTwice":
            "سطر {row} همین گواهی را دارد.",
        "import.refused.certificateUnreadable":
            "این پرونده گواهی نیست. {cause}",
        "import.refused.issuer":
            "این گواهی به هیچ‌یک از صادرکنندگان داده‌شده نمی‌رسد ({code}).",
        "import.refused.authority":
            "این گواهی یک مرکز صدور است، نه یک شخص.",
        "import.refused.statusUnknown":
            "هیچ فهرست ابطالی که داده شده این گواهی را در بر نمی‌گیرد و معلوم نیست باطل شده باشد یا نه. لطفاً فهرست صادرکنندهٔ آن را بدهید.",
        "import.refused.key":
            "کلید این گواهی قابل استفاده نیست. {cause} دارندهٔ آن به کلید تازه نیاز دارد.",
        "import.refused.subject":
            "گواهی {field} دیگری جز این سطر دارد. لطفاً روشن کنید کدام درست است.",
        "import.refused.issuedHere":
            "این گواهی را همین مرکز صادر کرده است.",
        "import.refused.keyHere":
            "همین شخص با این کلید گواهی‌ای از این مرکز دارد.",
        "import.refused.keyOfSomeoneElse":
            "این کلید در گواهی شخص دیگری است.",
        "import.refused.keyReported":
            "این کلید در دست دیگران است.",
        "import.refused.licenceOfSomeoneElse":
            "این شمارهٔ پروانه در گواهی شخص دیگری است. لطفاً روشن کنید از آنِ کیست.",
        "import.refused.serialTwice":
            "صادرکننده همین شمارهٔ سریال را به گواهی دیگری داده است.",
        "import.refused.otherRow":
            "این گواهی برای شخص یا نمایهٔ دیگری ثبت شده است.",
        "import.fault.issuer":
            "{name} گواهی یک مرکز صدور نیست.",
        "import.fault.listSigner":
            "فهرست ابطال {name} را هیچ‌یک از صادرکنندگان داده‌شده امضا نکرده است.",
        "import.fault.listKind":
            "فهرست ابطال {name} تفاضلی است، تنها برخی دلایل را در بر دارد، از صادرکنندگان دیگر سخن می‌گوید یا افزونه‌ای ناشناخته دارد. لطفاً فهرست کامل را بدهید.",
        "import.row.taken":
            "وارد شد: وضعیت {status}.",
        "import.row.updated":
            "پیش‌تر ثبت شده بود؛ صادرکننده اکنون آن را {status} می‌داند.",
        "import.row.known":
            "پیش‌تر به همین صورت ثبت شده است: وضعیت {status}.",
        "cli.summary.import":
            "گواهی‌هایی را که مرکز دیگری صادر کرده وارد می‌کند: هر سطر بررسی می‌شود، از سرگرفتنی، با گزارش.",
        "cli.import.column":
            "{file}: ستون {seen} نیست؛ ستون‌های مجاز: {allowed}.",
        "cli.import.columns":
            "{file}: سطر عنوان باید nationalID، foreignersID یا legalID را داشته باشد؛ آنچه دارد: {seen}.",
        "cli.import.encoding":
            "{file} در بایت {at} با UTF-8 سازگار نیست. لطفاً آن را با قالب CSV UTF-8 ذخیره کنید.",
        "cli.import.quote":
            "{file}: نقل‌قول سطر {row} بسته نشده است.",
        "cli.import.empty":
            "{file} سطری ندارد.",
        "cli.import.source":
            "{file} گواهی‌ای ندارد.",
        "cli.import.behind":
            "موعد فهرست ابطال تازه‌تری از یک صادرکننده رسیده است: وضعیت واردشده شاید کهنه باشد.",
        "cli.import.done":
            "{rows} سطر: {taken} وارد شد، {updated} به‌روز شد، {known} پیش‌تر ثبت شده بود، {refused} پذیرفته نشد.",
        "cli.import.rehearsed":
            "چیزی نوشته نشد. {rows} سطر: {taken} وارد می‌شد، {updated} به‌روز می‌شد، {known} پیش‌تر ثبت شده است، {refused} پذیرفته نمی‌شد.",
        "cli.import.refusals":
            "  {count} × {code}: {sentence}",
        "certificate.imported":
            "{serial}  {state}، واردشده از {issuer}؛ {profile}، تا {until}، {name} ({latin})؛ جایگزین در اینجا: {successor}",
        "certificate.importedShown":
            "{issuer} آن را صادر کرده و اینجا تنها شناخته است: وضعیت را از صادرکننده بپرسید. فهرست آن در {asOf} می‌گفت {state}، از {since}.",
        "desk.imported.caption":
            "گواهی‌های صادرکنندگان دیگر",
        "desk.imported.issuer":
            "صادرکننده",
        "desk.imported.asOf":
            "به گفتهٔ فهرست صادرکننده در {asOf}.",
        "desk.imported.replaced":
            "در اینجا جایگزین شده است",
        "problem.service.importUnknown":
            "چنین گواهی‌ای وارد نشده است.",
    ]
}
