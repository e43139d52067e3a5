// SPDX-License-Identifier: Apache-2.0

extension EnglishSentences {
    /// What people are written, and what they are told of codes.
    static let channels: [String: String] = [
        "message.activation":
            "Mohr: the code to accept your certificate is {code}. Tell it to nobody, not even to the officer.",
        "message.issued":
            "Mohr: a certificate was issued in your name at {office} ({time}). If this was not you, suspend it: {link}",
        "message.signIn": "Mohr: your code is {code}, good for {minutes} minutes. Tell it to nobody.",
        "message.tracking": "Mohr: the code to see your application is {code}, good for {minutes} minutes.",
        "message.held": "Mohr: your certificate is on hold until {ends}. To keep it so or to revoke it, see an office.",
        "message.heldForGood": "Mohr: your certificate is on hold until an office lifts it.",
        "message.lifted": "Mohr: the hold that you placed has ended; your certificate is good again.",
        "message.revoked":
            "Mohr: your certificate …{serial} was revoked on {time}. If you know nothing of it, tell {office}.",
        "message.revokedReplaced":
            "Mohr: your former certificate …{serial} was revoked on {time}, since a new one has taken its place.",
        "message.suspended":
            "Mohr: your certificate …{serial} was put on hold on {time}. Do not sign with it meanwhile. Ask {office}.",
        "message.released":
            "Mohr: the hold on your certificate …{serial} was lifted on {time}; it is good again. If you did not want that, tell {office}.",
        "message.subject.revoked": "Your certificate was revoked",
        "message.subject.suspended": "Your certificate is on hold",
        "message.subject.released": "Your certificate is good again",
        "message.subject.activation": "Code to accept your certificate",
        "message.subject.issued": "A certificate was issued in your name",
        "message.subject.signIn": "Your code",
        "message.subject.tracking": "Code to see your application",
        "message.subject.held": "Your certificate is on hold",
        "message.subject.lifted": "Your certificate is good again",
        "problem.enrollment.channelKey": "The key of codes and links cannot be used: {detail}",
        "problem.enrollment.codeRefused":
            "This is not the code that was sent, or it is too old or was tried too often. Please read the newest message, or ask for another code.",
        "problem.enrollment.notInYourName":
            "No certificate {serial} was issued in your name. Please take the number from the list of your certificates.",
        "problem.enrollment.askedTooOften":
            "This was asked too often. Please try again from {clock} (Tehran) on, or see a registration office.",
        "cli.summary.outbox": "Lists messages to people, and has given up ones tried again.",
        "cli.code.ask": "Code from the telephone: ",
        "cli.code.noTerminal":
            "A code was sent to the holder's telephone; give it by --code-file, since there is no terminal to ask at.",
        "outbox.line": "{id}  {kind}  {state}  {attempts} tries  {changed}  {failure}",
        "outbox.none": "There are no such messages.",
        "outbox.retried": "{count} messages will be tried again.",
        "outbox.sent": "{sent} sent, {delayed} delayed, {givenUp} given up, {dropped} dropped.",
        "outbox.off": "This house writes to nobody: messages.sender is none.",
    ]
}
