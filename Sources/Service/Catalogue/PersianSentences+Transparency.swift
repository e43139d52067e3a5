// SPDX-License-Identifier: Apache-2.0

extension PersianSentences {
    /// The audit log as others check it.
    static let transparency: [String: String] = [
        "problem.transparency.malformed": "{field} برابر {seen} است؛ باید {allowed} باشد.",
        "problem.transparency.unsigned": "کلیدی که اینجا شناخته باشد آن را امضا نکرده است؛ نام‌های روی آن: {names}.",
        "problem.transparency.signatureInvalid": "امضای {name} از آنِ این متن نیست.",
        "problem.transparency.origin": "از آنِ سیاههٔ {seen} است، نه {allowed}.",
        "problem.transparency.notIncluded": "سطر {line} در سیاههٔ {size} سطری که این سر نمایندهٔ آن است نیست.",
        "problem.transparency.inconsistent":
            "سیاههٔ {to} سطری با سیاههٔ {from} سطری آغاز نمی‌شود: بازنویسی شده، یا بریده و دوباره نوشته شده است.",
        "problem.transparency.tile":
            "پارهٔ {path} سیاهه نیست یا با پارهٔ بالای خود نمی‌خواند: سیاهه سرِ خود را تأیید نمی‌کند.",
        "log.unreachable": "اکنون نمی‌توان از {url} پرسید: {detail}. دربارهٔ سیاهه چیزی دانسته نشد.",
        "log.otherCertificate": "سطر درون اثبات، صدور {certificate} نیست.",
        "log.noEntry": "خود سطر در اثبات نیست؛ آن را با ‎--entry بدهید.",
        "log.list.foreign": "{file} فهرستی نیست که این مرجع امضا کرده باشد: دربارهٔ سیاههٔ آن چیزی نمی‌گوید.",
        "log.list.bare": "{file} سرِ سیاهه را با خود ندارد.",
        "log.list.ahead":
            "{file} فهرست شمارهٔ {seen} از {list} است؛ سوابق فهرستی بالاتر از {newest} نمی‌شناسند. سوابق از فهرست قدیمی‌ترند.",
        "log.finding.lineAltered": "سطر {line} آن نیست که نوشته شد",
        "log.finding.linesMissing": "سطرهای {from} تا {before} نیستند",
        "log.finding.nodeAltered": "چکیدهٔ {number} از لایهٔ {level} بالای سطرها از آنِ آن سطرها نیست",
        "log.finding.headDamaged": "سرِ نگه‌داشته‌شده در کنار سطرها خواندنی نیست",
        "log.finding.headDiffers": "سطرها با سرِ نگه‌داشته‌شده در کنارشان نمی‌خوانند",
        "log.finding.shorterThanSeen": "{size} سطر دارد و هنگامی که سرِ آن جای دیگری دیده شد {seen} سطر داشت",
        "log.finding.differsFromSeen": "{seen} سطر نخست آن همان نیست که سرش جای دیگری دیده شده است",
        "desk.certificate.proof": "اثبات بودن در سیاههٔ همگانی",
        "desk.certificate.proofWhat":
            "یک پرونده برای دارندهٔ گواهی؛ ‎mohr log check‎ یا هر برنامهٔ tlog آن را وارسی می‌کند.",
        "desk.certificate.proofLater": "سرِ سیاهه هر یکی دو ثانیه امضا می‌شود: لحظه‌ای دیگر دوباره بخواهید.",
    ]
}
