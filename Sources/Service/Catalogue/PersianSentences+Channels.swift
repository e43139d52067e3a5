// SPDX-License-Identifier: Apache-2.0

extension PersianSentences {
    /// What people are written, and what they are told of codes.
    static let channels: [String: String] = [
        "message.activation": "مهر: کد پذیرش گواهی شما {code} است. آن را به هیچ‌کس نگویید، حتی به کارشناس دفتر.",
        "message.issued":
            "مهر: در {office} به نام شما گواهی الکترونیکی صادر شد ({time}). اگر کار شما نیست آن را معلق کنید: {link}",
        "message.signIn": "مهر: کد شما {code} است، تا {minutes} دقیقه. آن را به هیچ‌کس نگویید.",
        "message.tracking": "مهر: کد دیدن درخواست شما {code} است، تا {minutes} دقیقه.",
        "message.held": "مهر: گواهی شما تا {ends} معلق شد. برای ادامهٔ تعلیق یا ابطال به دفتر ثبت‌نام بروید.",
        "message.heldForGood": "مهر: گواهی شما معلق شد تا دفتر ثبت‌نام آن را رفع کند.",
        "message.lifted": "مهر: تعلیقی که خواسته بودید پایان یافت و گواهی شما دوباره معتبر است.",
        "message.revoked":
            "مهر: گواهی شما (…{serial}) در {time} باطل شد. اگر از آن بی‌خبرید، به {office} خبر دهید.",
        "message.revokedReplaced":
            "مهر: گواهی پیشین شما (…{serial}) در {time} باطل شد، چون گواهی نو جای آن را گرفت.",
        "message.suspended":
            "مهر: گواهی شما (…{serial}) در {time} معلق شد. تا رفع تعلیق با آن امضا نکنید. پرسش: {office}.",
        "message.released":
            "مهر: گواهی شما (…{serial}) در {time} رفع تعلیق شد و معتبر است. اگر نخواسته‌اید، به {office} خبر دهید.",
        "message.subject.revoked": "گواهی شما باطل شد",
        "message.subject.suspended": "گواهی شما معلق شد",
        "message.subject.released": "گواهی شما دوباره معتبر است",
        "message.subject.activation": "کد پذیرش گواهی",
        "message.subject.issued": "صدور گواهی به نام شما",
        "message.subject.signIn": "کد شما",
        "message.subject.tracking": "کد دیدن درخواست",
        "message.subject.held": "گواهی شما معلق شد",
        "message.subject.lifted": "گواهی شما دوباره معتبر است",
        "problem.enrollment.channelKey": "کلید کدها و پیوندها به کار نمی‌رود: {detail}",
        "problem.enrollment.codeRefused":
            "این کدِ فرستاده‌شده نیست، یا مهلتش گذشته یا بیش از اندازه آزموده شده است. لطفاً تازه‌ترین پیام را بخوانید یا کد دیگری بخواهید.",
        "problem.enrollment.notInYourName":
            "گواهی {serial} به نام شما صادر نشده است. لطفاً شماره را از فهرست گواهی‌های خودتان بردارید.",
        "problem.enrollment.askedTooOften":
            "این درخواست بیش از اندازه تکرار شد. لطفاً از {clock} (به وقت تهران) دوباره تلاش کنید یا به دفتر ثبت‌نام بروید.",
        "cli.summary.outbox": "پیام‌های فرستاده به اشخاص را فهرست می‌کند و آنچه را رها شده از نو می‌آزماید.",
        "cli.code.ask": "کد رسیده به تلفن همراه: ",
        "cli.code.noTerminal":
            "کدی به تلفن همراه دارنده فرستاده شده است؛ آن را با --code-file بدهید، چون پایانه‌ای برای پرسیدن نیست.",
        "outbox.line": "{id}  {kind}  {state}  {attempts} تلاش  {changed}  {failure}",
        "outbox.none": "چنین پیامی نیست.",
        "outbox.retried": "{count} پیام دوباره آزموده می‌شود.",
        "outbox.sent": "{sent} فرستاده، {delayed} به تأخیر افتاده، {givenUp} رها شده، {dropped} کنار گذاشته شد.",
        "outbox.off": "این مرکز به کسی پیام نمی‌فرستد: messages.sender برابر none است.",
    ]
}
