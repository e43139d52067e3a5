// SPDX-License-Identifier: Apache-2.0

extension PersianSentences {
    /// The second verdict: what licensing bodies say, and why a feed of theirs is not taken.
    static let professions: [String: String] = [
        "cause.DOCUMENT_KIND_NOT_ALLOWED":
            "سند امضاشده از نوع {seen} است؛ این منظور {allowed} را می‌پذیرد (EN 319 102-1 5.2.8).",
        "cause.PROFESSION_SUSPENDED":
            "بنا بر سامانهٔ {source}، امضاکننده از {since} از حرفهٔ خود محروم است (بند {scope} قانون نظام پزشکی) و در {at} نمی‌تواند برای منظور {purpose} امضا کند. خود امضا به قوت خود باقی است.",
        "cause.PROFESSION_STRUCK_OFF":
            "بنا بر سامانهٔ {source}، نام امضاکننده از {since} حذف شده است و در {at} نمی‌تواند برای منظور {purpose} امضا کند. خود امضا به قوت خود باقی است.",
        "cause.PROFESSION_NOT_PROVEN":
            "بنا بر سامانهٔ {source}، امضاکننده از {since} از حرفهٔ خود محروم است. تنها خود او می‌گوید که پیش از آن، در {seen}، امضا شده است؛ مهر زمانی یا رسید آن را ثابت می‌کند.",
        "cause.PROFESSION_UNKNOWN":
            "هیچ سامانه‌ای نمی‌گوید که امضاکننده در {at} حق اشتغال داشته است یا نه (پرسش از: {source}).",
        "cause.PROFESSION_STALE":
            "آخرین اعلام {source} دربارهٔ امضاکننده تا {until} معتبر بود؛ حق اشتغال او در {at} دانسته نیست.",
        "cause.PROFESSION_NOTED":
            "سامانهٔ {source} دربارهٔ امضاکننده در {at} می‌گوید: {seen}، از {since}. این برای منظور پرسیده‌شده مانع نیست.",
        "start.profession":
            "فایل {file} پذیرفته نشد و چیزی از آن ثبت نشد: {cause}",
        "problem.records.professionFeedMoved":
            "در این میان اعلام دیگری از {name} پذیرفته شد؛ تازه‌ترین شمارهٔ {newest} است. لطفاً دوباره بیاورید.",
        "problem.professions.signature":
            "امضای آن قابل اعتماد نیست: {seen}، {detail}.",
        "problem.professions.signatures":
            "{seen} امضا دارد؛ دقیقاً یک امضا مجاز است.",
        "problem.professions.signer":
            "آن را {seen} امضا کرده است که اعلامی از او پذیرفته نمی‌شود؛ پذیرفته می‌شود از {allowed}.",
        "problem.professions.otherBody":
            "از طرف {seen} است، اما امضاکنندهٔ آن تنها از طرف {allowed} سخن می‌گوید.",
        "problem.professions.tooLarge":
            "{seen} بایت است؛ حداکثر {allowed} پذیرفته می‌شود.",
        "problem.professions.json":
            "JSON پذیرفتنی نیست: {detail}.",
        "problem.professions.member":
            "{path} برابر {seen} است؛ مجاز: {allowed}.",
        "problem.professions.licence":
            "شمارهٔ پروانه در جایگاه {index} از سامانهٔ {name} و به شکل یگانهٔ آن نیست.",
        "problem.professions.licenceOrder":
            "پروانهٔ جایگاه {index} در ترتیب نیست یا دو بار آمده است: پروانه‌ها به ترتیب بایت‌ها و هر یک یک بار می‌آیند.",
        "problem.professions.periods":
            "دوره‌های پروانهٔ جایگاه {index} هم‌پوشانی دارند، در ترتیب نیستند، یا پیش از آغاز پایان می‌یابند.",
        "problem.professions.fromFuture":
            "در {seen} تنظیم شده است که پس از اکنون ({now}) است.",
        "problem.professions.stale":
            "تا {until} معتبر بود؛ اکنون {now} است. اعلام تازه‌تری باید برسد.",
        "problem.professions.behind":
            "شمارهٔ آن {seen} است و شمارهٔ {newest} پیش‌تر پذیرفته شده است.",
        "problem.professions.forked":
            "اعلام دیگری با شمارهٔ {seen} پیش‌تر پذیرفته شده است: دو سخن گفته شده است. لطفاً از سازمان بپرسید کدام درست است.",
        "problem.professions.gap":
            "تغییری با شمارهٔ {seen} است؛ شمارهٔ {allowed} نرسیده است. لطفاً آن‌ها یا یک اعلام کامل را بیاورید.",
        "problem.professions.chain":
            "شمارهٔ {seen} دنبالهٔ اعلام پیشین نیست: چکیدهٔ دیگری را نام می‌برد.",
        "problem.professions.timeBehind":
            "در {seen} تنظیم شده است که پس از تازه‌ترین اعلام، {newest}، نیست.",
        "problem.professions.firstIsChange":
            "نخستین اعلام باید کامل باشد؛ شمارهٔ {seen} تغییر است.",
        "cli.summary.profession":
            "آنچه سازمان‌های صنفی دربارهٔ پزشکان و بازرگانان می‌گویند را می‌پذیرد و نشان می‌دهد، یا بی‌آنکه بپذیرد می‌سنجد.",
        "cli.profession.taken":
            "اعلام {sequence} از {body} پذیرفته شد: {changed} پروانه تغییر کرد. تا {until} معتبر است.",
        "cli.profession.known":
            "اعلام {sequence} از {body} پیش‌تر پذیرفته شده بود؛ چیزی تغییر نکرد.",
        "cli.profession.good":
            "اعلام درست است: شمارهٔ {sequence} از {body}، {kind}، {licences} پروانه، تنظیم‌شده در {issued}، معتبر تا {until}. امضاکننده {signer}. SHA-256 {sha256}",
        "cli.profession.body":
            "{body}: اعلام {sequence} از {issued}، معتبر تا {until}، رسیده در {learned}.",
        "cli.profession.none":
            "{body}: تا آن زمان اعلامی پذیرفته نشده بود.",
        "cli.profession.noBodies":
            "پیکربندی از هیچ سازمان صنفی نام نمی‌برد.",
        "cli.profession.period":
            "{standing} از {from} تا {until}؛ بند {scope}، کارها {acts}، محل {place}، علت {reason}.",
        "cli.profession.licenceUnknown":
            "{body} دربارهٔ این پروانه چیزی نمی‌گوید.",
        "cli.profession.notItsOwn":
            "{seen} شماره‌ای از سامانهٔ {allowed} نیست.",
        "cli.verdict.professional.entitled":
            "بنا بر {source} (در {asOf}) امضاکننده حق اشتغال دارد.",
        "cli.verdict.professional.suspended":
            "بنا بر {source} (در {asOf}) امضاکننده از {since} محروم است، بند {scope}.",
        "demo.professionFeed":
            "سازمان نظام پزشکی مهر خود را دارد و آنچه دربارهٔ هر پروانه می‌گوید امضا کرد: پزشک حق اشتغال دارد. نسخه‌ها: معتبر.",
        "demo.suspended":
            "سازمان نظام پزشکی پزشک را از {since} از نسخه‌نویسی محروم کرد. گواهی معتبر می‌ماند، امضا TOTAL-PASSED است و نسخه پذیرفته نمی‌شود: PROFESSION_SUSPENDED. همین امضا زیر نامه پذیرفته می‌شود.",
        "demo.before":
            "آنچه پیش از محرومیت امضا شده بود به زمان خود سنجیده می‌شود: معتبر.",
        "demo.reinstated":
            "سازمان نظام پزشکی محرومیت را در اعلام بعدی برداشت؛ اینکه محرومیتی بود در سوابق می‌ماند.",
    ]
}
