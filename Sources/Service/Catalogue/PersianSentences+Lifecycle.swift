// SPDX-License-Identifier: Apache-2.0

extension PersianSentences {
    /// What is said of finding, renewing, replacing and issuing in bulk.
    static let lifecycle: [String: String] = [
        "certificate.found":
            "  {serial}  {name}  {latin}  {profile}  {office}  {state}  تا {until}",
        "certificate.more":
            "بیش از {limit} مورد هست: مشخصات بیشتری بدهید یا --limit را بزرگ‌تر کنید.",
        "progress.line": "{done} از {total} ({percent}٪)، {rate} در ثانیه، {left} مانده",
        "problem.enrollment.renewal-beingRenewed":
            "این گواهی تمدید شده است یا هم‌اکنون با کلید تازهٔ دیگری تمدید می‌شود.",
        "problem.enrollment.renewal-certificate":
            "متن تمدید گواهی دیگری را نام می‌برد، نه گواهی کلیدی که آن را امضا کرده است.",
        "problem.enrollment.renewal-key":
            "کلید درخواست، کلیدی نیست که متن تمدید نام می‌برد.",
        "problem.enrollment.renewal-keyNotNew":
            "برای کلید تازه پیش از این گواهی صادر شده است: کلیدی بسازید که هرگز گواهی نداشته است.",
        "problem.enrollment.renewal-notYet":
            "تمدید این گواهی از {opens} آغاز می‌شود.",
        "problem.enrollment.renewal-over":
            "گواهی در {since} منقضی شده است: دفتر ثبت‌نام باید دارندهٔ آن را ببیند.",
        "problem.enrollment.renewal-proofTooOld":
            "دارندهٔ گواهی آخرین بار در {since} در دفتر ثبت‌نام دیده شده است، بیش از {allowed} روز پیش: دفتر باید او را دوباره ببیند.",
        "problem.enrollment.renewal-stale":
            "متن تمدید در {seen} امضا شده است؛ ساعت اینجا {now} است و فاصله نباید بیش از {allowed} ثانیه باشد.",
        "problem.enrollment.renewal-statement":
            "آنچه امضا شده متن تمدید نیست: سطر {line}.",
        "problem.enrollment.renewal-status":
            "وضعیت گواهی {seen} است؛ تنها گواهی معتبر با کلید خودش تمدید می‌شود.",
        "problem.enrollment.renewal-terms":
            "متن، شرایط {seen} را می‌پذیرد؛ شرایط جاری {allowed} است.",
        "problem.enrollment.renewal-tooOften":
            "{seen} تمدید پیاپی انجام شده و {allowed} بار مجاز است: دفتر ثبت‌نام باید دارنده را دوباره ببیند.",
        "problem.enrollment.renewal-unknown":
            "گواهی با این چکیده در هیچ دفتری از این مرکز درخواست نشده است.",
        "problem.service.renewalSignature": "متن تمدید چنان‌که باید امضا نشده است ({code}): {cause}",
        "cli.summary.renew":
            "گواهی را از خانه تمدید می‌کند: کلیدی تازه که کلید پیشین برایش امضا می‌کند.",
        "renew.window":
            "تمدید از {opens} باز است؛ خواهشمندیم میان {start} و {end} تمدید کنید؛ پایان مهلت {closes} است.",
        "renew.terms":
            "تمدید یعنی پذیرش شرایط جاری، با چکیدهٔ SHA-256 {terms}: آن را بخوانید و --accept-terms بدهید.",
        "renew.requested":
            "درخواست شد؛ کد رهگیری {application} است.",
        "renew.waiting":
            "هنوز صادر نشده است. همین فرمان را دوباره اجرا کنید: همان کلید همان گواهی را می‌گیرد ({application}).",
        "renew.accepted":
            "گواهی تازه پذیرفته شد و در {file} است و تا {until} اعتبار دارد.",
        "renew.tested":
            "امضای آزمایشی با کلید تازه اعتبارسنجی شد: معتبر.",
        "renew.testFailed":
            "نتیجهٔ اعتبارسنجی امضای آزمایشی با کلید تازه {decision} است: کلید پیشین را دور نیندازید و از دفتر بپرسید.",
        "renew.rejected":
            "وضعیت تمدید {state} است: {cause}",
        "renew.other":
            "آنچه رسید گواهی درخواست‌شده نیست: {serial}. چیزی پذیرفته نشد.",
        "renew.refused":
            "پذیرفته نشد: {detail}",
        "renew.unreachable":
            "{server} در دسترس نیست: {cause}",
        "est.later":
            "درخواست {application} در انتظار کارشناس دوم است. همین درخواست را بعداً دوباره بفرستید.",
        "problem.service.estLabel":
            "برای {seen} ثبت‌نامی نیست؛ اینها هست: {allowed}",
        "problem.service.estOfficer":
            "کارشناسان را مدیر می‌پذیرد؛ آنکه گواهی دارد با simplereenroll تمدید می‌کند.",
        "problem.service.estSubscriber":
            "گواهی دارنده برای امضای سند است نه TLS: تمدید آن از ‎/v1/renewals است.",
        "problem.service.estSubject":
            "نام درخواست همان نام گواهی‌ای نیست که تمدید می‌شود. RFC 7030 4.2.2.",
        "problem.service.estNoIssuer":
            "مرکزی که این گواهی را صادر کرده در این فرایند کار نمی‌کند.",
        "problem.enrollment.nothingToReplace":
            "این شخص گواهی‌ای با نمایهٔ {profile} ندارد که جایگزین شود. لطفاً به جای آن درخواست تازه‌ای ثبت کنید.",
        "cli.summary.replace":
            "جایگزینی گواهی‌هایی را آغاز می‌کند که کلیدشان از دست رفته است.",
        "replace.held":
            "{serial} معلق شد؛ با تأیید کارشناس دیگر باطل می‌شود.",
        "replace.started":
            "درخواست {application} ثبت شد: باید وارد شود و کارشناس دیگری آن را تأیید کند.",
        "bulk.order":
            "این دستور برای {file} نیست: فایل دیگری را نام می‌برد یا دستور نیست.",
        "bulk.drawn":
            "دستور در {file} است: {enterer} و {approver} هر یک با کلید خود آن را امضا می‌کنند.",
        "bulk.refused":
            "سطر {line}: {cause}",
        "bulk.done":
            "{issued} صادر، {refused} رد، {waiting} در انتظار.",
        "bulk.line.columns":
            "شمار ستون‌های سطر با سرستون‌ها یکی نیست.",
        "bulk.line.field":
            "سطر فیلدی دارد که در فرم نیست یا متن نیست.",
        "bulk.line.json":
            "سطر شیء JSON با profile و form و request نیست.",
        "bulk.line.profile":
            "سطر نمایه‌ای را نام نمی‌برد.",
        "bulk.line.request":
            "درخواست این سطر base64 نیست.",
    ]
}
