// SPDX-License-Identifier: Apache-2.0

extension PersianSentences {
    /// A ceremony's transcript.
    static let transcript: [String: String] = [
        "transcript.title":
            "رونوشت آیین مرکز صدور گواهی",
        "transcript.rehearsal":
            "تمرین. کلیدها دور انداخته شدند؛ هیچ چیزی که اینجا نوشته شده معتبر نیست.",
        "transcript.act":
            "کار: {act}.",
        "transcript.act.createRoot":
            "ساختن مرکز ریشه",
        "transcript.act.createIntermediate":
            "ساختن مرکز میانی",
        "transcript.act.crossCertify":
            "صدور گواهی متقابل برای کلیدی دیگر",
        "transcript.act.rollOverRoot":
            "جانشینی مرکز ریشه",
        "transcript.act.rekeyIntermediate":
            "جانشینی مرکز میانی با کلیدی نو",
        "transcript.act.signList":
            "امضای فهرست ابطال مرکز برون‌خط",
        "transcript.act.shareKey":
            "سپردن کلید به سهم‌داران",
        "transcript.authority":
            "مرکز: {authority}.",
        "transcript.document":
            "بر پایهٔ document.json5 با SHA-256 برابر {sha256}.",
        "transcript.profile":
            "صادرشده زیر نمایهٔ {profile} با SHA-256 برابر {sha256}.",
        "transcript.versions":
            "انجام‌شده با {version} بر پایهٔ {library}.",
        "transcript.present":
            "حاضران از آغاز تا پایان:",
        "transcript.witness.ceremonyAdministrator":
            "{name}، گردانندهٔ آیین",
        "transcript.witness.keyCustodian":
            "{name}، سهم‌دار کلید",
        "transcript.witness.auditor":
            "{name}، بازرس",
        "transcript.steps":
            "چه کاری کی انجام شد:",
        "transcript.step.begun":
            "قصد کار در گزارش ثبت شد.",
        "transcript.step.resumed":
            "اجرای نیمه‌کارهٔ پیشین همین پرونده پیدا شد و ادامه یافت.",
        "transcript.step.keyLost":
            "کلید با SHA-256 برابر {about} که اجرای پیشین ساخته بود هرگز نوشته نشد؛ از میان رفت و چیزی امضا نکرد. کلید دیگری ساخته شد.",
        "transcript.step.signatureGivenUp":
            "شمارهٔ {about} که شاید اجرای پیشین برای آن امضا کرده بود کنار گذاشته و باطل شد.",
        "transcript.step.issuerKeyOpened":
            "کلید {about} باز شد.",
        "transcript.step.draftCleared":
            "پیش‌نویس گواهی برای کلیدی دورانداختنی نوشته شد و هیچ قاعده‌ای ایراد نگرفت.",
        "transcript.step.keyGenerated":
            "کلید {about} ساخته شد.",
        "transcript.step.keyWritten":
            "کلید {about} رمز و نوشته شد.",
        "transcript.step.authorityEntered":
            "{about} در سوابق ثبت شد.",
        "transcript.step.certificateIssued":
            "گواهی {about} بررسی، امضا، با پیش‌نویس سنجیده و بایگانی شد.",
        "transcript.step.certificateWritten":
            "گواهی {about} نوشته شد.",
        "transcript.step.linkIssued":
            "گواهی {about} بررسی، امضا، با پیش‌نویس سنجیده و بایگانی شد.",
        "transcript.step.linkWritten":
            "گواهی {about} نوشته شد.",
        "transcript.step.successionEntered":
            "ثبت شد که مرکز نو جای {about} را می‌گیرد.",
        "transcript.step.keyShared":
            "کلید {about} دوباره رمز شد و سهم‌داران سهم خود را گرفتند؛ هر سهم یک بار باز شد.",
        "transcript.step.listSigned":
            "فهرست {about} امضا، بازخوانی، با فهرست پیشین سنجیده و بایگانی شد.",
        "transcript.step.verified":
            "هر چه نوشته شده بود بازخوانی شد و با هم می‌خواند.",
        "transcript.keys":
            "کلیدهای ساخته‌شده و پرونده‌های محرمانه:",
        "transcript.key":
            "{name}: {kind}، SHA-256 کلید عمومی {sha256}، با یک گذرواژه باز می‌شود.",
        "transcript.keyHeld":
            "{name}: {kind}، SHA-256 کلید عمومی {sha256}، با هر {threshold} تن از {count} سهم‌دار باز می‌شود.",
        "transcript.file":
            "{file}، با SHA-256 برابر {digest}",
        "transcript.log":
            "گزارش {size} خط و درهم‌سازی ریشهٔ {root} داشت؛ خطی پس از آنها SHA-256 همین متن را دارد.",
        "transcript.end":
            "در ادامه هر چه می‌توان آزمود با دستور آن و خطی که باید چاپ شود آمده است؛ check.sh همه را اجرا می‌کند. امضای حاضران:",
        "transcript.claim.unchanged":
            "{file} همان است که بود.",
        "transcript.claim.fingerprint":
            "اثر انگشت {file}.",
        "transcript.claim.subject":
            "{file} گواهی کیست.",
        "transcript.claim.issuer":
            "چه کسی {file} را صادر کرده است.",
        "transcript.claim.notBefore":
            "آغاز اعتبار {file}.",
        "transcript.claim.notAfter":
            "پایان اعتبار {file}.",
        "transcript.claim.key":
            "چکیدهٔ کلید عمومی درون {file}.",
        "transcript.claim.signed":
            "کلید {issuer} پروندهٔ {file} را امضا کرده و قاعده‌ها رعایت شده است.",
        "transcript.claim.listSigned":
            "کلید {issuer} فهرست {file} را امضا کرده است.",
        "transcript.claim.listNumber":
            "شمارهٔ فهرست {file} برابر {number} است.",
        "transcript.claim.thisUpdate":
            "زمان نوشتن فهرست {file}.",
        "transcript.claim.nextUpdate":
            "پایان اعتبار فهرست {file}.",
        "transcript.claim.revoked":
            "{file} در {list} باطل شده است.",
        "transcript.found.rehearsal":
            "رونوشت یک تمرین است.",
        "transcript.found.nothing":
            "هیچ پرونده‌ای را نام نمی‌برد؛ رونوشت نیست.",
        "transcript.found.missing":
            "{file} نیست.",
        "transcript.found.same":
            "{file} همان است که بود.",
        "transcript.found.altered":
            "{file} تغییر کرده است.",
        "transcript.found.signed":
            "{file} را مرکزی از همین آیین امضا کرده است.",
        "transcript.found.unsigned":
            "{file} را هیچ مرکزی از این آیین امضا نکرده است.",
        "transcript.found.onRecord":
            "آیین در سوابق هست: با خط {line} گزارش آغاز شد و در {time} پایان یافت.",
        "transcript.found.notOnRecord":
            "هیچ آیینی در سوابق این رونوشت را ندارد.",
        "transcript.found.noRecords":
            "اینکه انجام شده باشد بررسی نشد؛ ‎--home سوابق را نام می‌برد.",
        "ceremony.list":
            "فهرست {authority} با شمارهٔ {number} و {count} سطر، معتبر تا {end}.",
        "ceremony.share":
            "سهم {file} که سهم‌دار آن را با خود می‌برد.",
        "ceremony.transcript":
            "رونوشت در {folder}؛ هر کس می‌تواند تنها با openssl آن را تکرار کند:",
        "ceremony.noTranscript":
            "رونوشتی نگه داشته نشد؛ ‎--transcript DIR یکی نگه می‌دارد.",
        "ceremony.verified":
            "چیزی خلاف این رونوشت نیست.",
        "ceremony.refuted":
            "این رونوشت معتبر نیست.",
        "cli.custodian.ask":
            "گذرواژهٔ {name} ({id}) برای کلید {authority}؛ اگر حاضر نیست خالی: ",
        "cli.custodian.choose":
            "گذرواژهٔ تازهٔ {name} ({id}) برای سهمی از کلید {authority}: ",
    ]
}
