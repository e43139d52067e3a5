// SPDX-License-Identifier: Apache-2.0

extension EnglishSentences {
    /// What an observer from outside finds.
    static let observing: [String: String] = [
        "cli.summary.observe":
            "Looks at a service from outside, as whoever relies on it, and believes nothing but anchors.",
        "observe.head": "{time} {url}: {checks} checks, {lists} lists, {findings} findings",
        "observe.certificate-ending": "{subject} ends within thirty days.",
        "observe.certificate-unreadable": "{subject} is no certificate.",
        "observe.certificate-untrusted": "{subject} does not lead to an anchor.",
        "observe.clock-off": "The service's clock is off by {subject}.",
        "observe.health-red": "The service calls itself unhealthy: {subject}.",
        "observe.list-backwards": "{subject} is older than the one that was there before.",
        "observe.list-changed": "{subject} has the number of another list that was there before.",
        "observe.list-entry-gone": "An entry that may not vanish is gone: {subject}.",
        "observe.list-late": "{subject} is three quarters through its life and was not renewed.",
        "observe.list-stale": "{subject} is past its time, or before it: nothing can be decided by it.",
        "observe.list-unreadable": "{subject} is no revocation list.",
        "observe.list-wrong-signer": "{subject} is not signed by its authority.",
        "observe.log-backwards": "The audit log has become shorter: {subject}.",
        "observe.not-answered": "{subject} was not answered.",
        "observe.ocsp-disagrees": "OCSP and list contradict each other about {subject}.",
        "observe.ocsp-good-unknown": "OCSP calls {subject} good, a number that nobody issued.",
        "observe.ocsp-refused": "OCSP answered with {subject}.",
        "observe.ocsp-stale": "The OCSP answer about {subject} is past its time, or before it.",
        "observe.ocsp-unreadable": "What OCSP said about {subject} is no answer.",
        "observe.ocsp-wrong-signer":
            "The OCSP answer about {subject} is signed by nobody whom the authority named for it.",
        "observe.verdict-accepts-forgery":
            "{subject} accepted a signature under a certificate that nobody issued.",
        "observe.verdict-unexpected": "The verdict is not the one that was expected: {subject}.",
    ]
}
