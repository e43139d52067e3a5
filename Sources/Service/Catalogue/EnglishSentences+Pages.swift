// SPDX-License-Identifier: Apache-2.0

extension EnglishSentences {
    /// The frame around every page.
    static let pages: [String: String] = [
        "page.house": "Mohr",
        "page.foot": "Mohr: certificates and verdicts for electronic signatures.",
        "page.skip": "Skip to the content",
        "page.navigation": "Pages",
        "page.language": "English",
        "page.back": "Back",
        "page.clause": "Rule: {clause}",
        "problem.service.formMalformed":
            "The form cannot be read, from byte {offset} on. Please send it from the page again.",
        "problem.service.formNotText": "The field {name} is not text in UTF-8.",
        "problem.service.formTooLarge": "{name} has {seen} bytes; {allowed} are allowed.",
        "problem.service.formTooMany": "The form has {seen} fields; {allowed} are allowed.",
        "problem.service.formElsewhere":
            "This form was sent by a page of another site. Nothing was done. Open the page here and send it again.",
    ]
}
