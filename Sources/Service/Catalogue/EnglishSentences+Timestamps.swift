// SPDX-License-Identifier: Apache-2.0

extension EnglishSentences {
    /// Time stamps: what the unit refuses, and why.
    static let timestamps: [String: String] = [
        "start.timestamps":
            "The time-stamping unit does not open: {cause}",
        "problem.timestamping.keyMismatch":
            "The key is not the one that the unit's certificate certifies.",
        "problem.timestamping.unit":
            "The certificate is not one for time stamps: {cause}.",
        "problem.timestamping.plan":
            "{name} is {seen}; it may be {allowed}.",
        "problem.timestamping.clockBehind":
            "The clock says {seen}, but a stamp or an entry of {newest} is on record. Nothing is stamped until the clock is past it.",
        "problem.timestamping.clockAhead":
            "The clock jumped from {newest} to {seen}; at most {allowed} seconds are believed. If it is right, confirm it with `mohr timestamps confirm`.",
        "problem.timestamping.notValid":
            "The unit's certificate is not valid at {seen}, only {allowed}.",
        "problem.timestamping.tokenUnverified":
            "A stamp did not verify when it was read back; it was not given out. Please have the machine and its key checked.",
        "problem.timestamping.key":
            "The key could not sign: {cause}",
        "problem.timestamping.certificate":
            "The certificate cannot be read: {cause}",
        "timestamps.unit.extendedKeyUsageNotCritical":
            "its extended key usage is not critical",
        "timestamps.unit.otherPurposes":
            "it is good for something beside time stamping",
        "timestamps.unit.notForStamping":
            "it is not good for time stamping",
        "timestamps.unit.notForSigning":
            "its key may not sign",
        "cli.summary.timestamps":
            "Shows the time-stamping unit and confirms its clock after a jump.",
        "cli.timestamps.shown":
            "Unit {name}, certificate {serial}, valid until {until}; the newest time reserved is {mark}.",
        "cli.timestamps.confirmed":
            "The clock was confirmed at {now}: stamps are made by it again.",
    ]
}
