// SPDX-License-Identifier: Apache-2.0

extension PersianSentences {
    /// Registers that applicants are looked up in.
    static let registries: [String: String] = [
        "apply.event":
            "  {time}  {state}  توسط {by}  {cause}",
        "apply.paper":
            "  مدرک {id}  {kind}  {size} بایت",
        "cli.summary.registry":
            "سامانهٔ استعلام پروانه و ثبت احوال را برای آزمایش شبیه‌سازی می‌کند و از سامانهٔ تنظیم‌شده می‌پرسد.",
        "cli.registry.serves":
            "سامانهٔ استعلام: {url} ({mode}). با SIGTERM متوقف می‌شود.",
        "cli.registry.none":
            "در تنظیمات سامانهٔ استعلام {registry} نیست.",
        "cli.registry.timedOut":
            "سامانهٔ استعلام در {allowed} میلی‌ثانیه پاسخ نداد. دربارهٔ این شماره چیزی دانسته نیست؛ لطفاً دوباره بپرسید.",
        "cli.registry.unavailable":
            "سامانهٔ استعلام پاسخی که بتوان به کار برد نمی‌دهد: {cause}. دربارهٔ این شماره چیزی دانسته نیست؛ لطفاً دوباره بپرسید.",
        "cli.registry.unknown":
            "سامانهٔ استعلام این شماره را نمی‌شناسد.",
        "cli.registry.entry":
            "سامانهٔ استعلام این شماره را می‌شناسد: {status}.",
    ]
}
